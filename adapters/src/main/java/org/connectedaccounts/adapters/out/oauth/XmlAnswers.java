package org.connectedaccounts.adapters.out.oauth;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.connectedaccounts.application.port.Egress;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes an answer in XML anew as JSON, so that it is read like any other: elements by their names
 * without prefix, those of the root at the top. Attributes, and all but the first of several
 * elements of one name, are left out.
 */
final class XmlAnswers {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEEPEST = 20;

  private XmlAnswers() {}

  /** As it is where it is no XML. */
  static Egress.Answered asJson(Egress.Answered answer) {
    try {
      Element root = parse(answer.body());
      return new Egress.Answered(
          answer.status(), answer.headers(), JSON.writeValueAsBytes(value(root, 0)));
    } catch (SAXException | IOException | ParserConfigurationException _) {
      return answer;
    }
  }

  /** Without a DTD: no entity is resolved, nothing is fetched, nothing grows. */
  private static Element parse(byte[] body)
      throws SAXException, IOException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setNamespaceAware(true);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    var builder = factory.newDocumentBuilder();
    // It throws, and writes nothing of the answer anywhere.
    builder.setErrorHandler(new DefaultHandler());
    return builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
  }

  private static Object value(Element element, int depth) throws SAXException {
    if (depth > DEEPEST) {
      throw new SAXException("nested too deep");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    for (Node at = element.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element child) {
        members.putIfAbsent(child.getLocalName(), value(child, depth + 1));
      }
    }
    return members.isEmpty() ? element.getTextContent().strip() : members;
  }
}
