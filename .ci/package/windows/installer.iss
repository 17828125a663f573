; The installer for Windows, read by Inno Setup 6. Nothing here uses the network.
; This file begins with a byte order mark, without which Inno Setup may take it for an old encoding.
;
; windows_installer.py passes, with /D:
;     Version   the version of the program
;     Numbers   its three numbers, which Windows compares
;     Bundle    the folder that PyInstaller made
;     Icons     a folder with app.ico and case-file.ico
; and the name of what is made with /O and /F.
#ifndef Version
  #error Version is missing
#endif
#ifndef Numbers
  #error Numbers is missing
#endif
#ifndef Bundle
  #error Bundle is missing
#endif
#ifndef Icons
  #error Icons is missing
#endif

#define Title "Kharkiv Tracker"
#define Window "Kharkiv Tracker.exe"
#define CommandLine "kharkiv-tracker.exe"
#define Suffix ".ktcase"
#define CaseFile "KharkivTracker.CaseFile"

[Setup]
; By this Windows knows that one version replaces another. It never changes.
AppId={{F9A86B28-8FF4-48B4-987B-66A7DC63CCC2}
AppName={#Title}
AppVersion={#Version}
AppVerName={#Title} {#Version}
VersionInfoVersion={#Numbers}
VersionInfoTextVersion={#Version}
VersionInfoDescription={#Title}
; For this user alone, so that no administrator is needed. A dialog offers all users instead.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
DefaultDirName={autopf}\{#Title}
; A folder of other files that was chosen is not written to: a folder is made in it.
AppendDefaultDirName=yes
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Windows 10 1809, the oldest on which Qt runs.
MinVersion=10.0.17763
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
SetupIconFile={#Icons}\app.ico
UninstallDisplayIcon={app}\{#Window}
UninstallDisplayName={#Title}
; Asks the user to close the program. It keeps what was typed by itself and offers it again, so that
; nothing has to be started after the update.
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes
LanguageDetectionMethod=uilanguage
ShowLanguageDialog=auto

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "uk"; MessagesFile: "compiler:Languages\Ukrainian.isl"

[CustomMessages]
en.CaseFile=Kharkiv Tracker case file
uk.CaseFile=База Kharkiv Tracker

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; Libraries of an older version, which the newer one would load too. Only where it is our folder:
; other programs made in the same way have one of that name.
Type: filesandordirs; Name: "{app}\_internal"; Check: FileExists(ExpandConstant('{app}\{#CommandLine}'))

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs
Source: "{#Icons}\case-file.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\{#Title}"; Filename: "{app}\{#Window}"
Name: "{autodesktop}\{#Title}"; Filename: "{app}\{#Window}"; Tasks: desktopicon

[Registry]
; HKA is the part of this user, or of all users if it is installed for all. Another program that was
; chosen for these files stays chosen: Windows keeps that choice elsewhere.
Root: HKA; Subkey: "Software\Classes\{#Suffix}"; ValueType: string; ValueName: ""; ValueData: "{#CaseFile}"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#Suffix}\OpenWithProgids"; ValueType: string; ValueName: "{#CaseFile}"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#CaseFile}"; ValueType: string; ValueName: ""; ValueData: "{cm:CaseFile}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#CaseFile}\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\case-file.ico"
Root: HKA; Subkey: "Software\Classes\{#CaseFile}\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\{#Window}"" open ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\{#Window}\SupportedTypes"; ValueType: string; ValueName: "{#Suffix}"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Window}"; ValueType: none; Flags: uninsdeletekey

[Run]
Filename: "{app}\{#Window}"; Description: "{cm:LaunchProgram,{#Title}}"; Flags: nowait postinstall skipifsilent

; Uninstalling removes what was installed. Case files, drafts, backups and settings stay.
