@REM Called by mvnw.cmd: sets JAVA_HOME to a JDK 25 or newer, or says what to install and fails.
@REM Not tried on Windows by its authors.
@CALL :try "%JAVA_HOME%" && @EXIT /B 0
@FOR /D %%J IN ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\zulu-*" "%USERPROFILE%\.jdks\*") DO @(
  CALL :try "%%~J" && EXIT /B 0
)
@ECHO No JDK 25 or newer was found on this machine. 1>&2
@ECHO Install one (for instance Eclipse Temurin 25 from https://adoptium.net), or set JAVA_HOME to where it is. 1>&2
@EXIT /B 1

:try
@IF NOT EXIST "%~1\bin\javac.exe" @EXIT /B 1
@FINDSTR /R /C:"^JAVA_VERSION=.2[5-9]" /C:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >NUL 2>&1 || @EXIT /B 1
@SET "JAVA_HOME=%~1"
@EXIT /B 0
