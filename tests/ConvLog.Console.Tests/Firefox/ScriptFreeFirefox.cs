namespace ConvLog.Console.Tests.Firefox;

/// <summary>A Firefox in which pages have no scripts.</summary>
public sealed class ScriptFreeFirefox : FirefoxBrowser
{
    private protected override string Preferences => "user_pref(\"javascript.enabled\", false);";
}
