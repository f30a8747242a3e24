using ConvLog.AspNetCore;

namespace ConvLog.Console.Tests.Support;

/// <summary>The same console for visitors who sign in only, as on another machine.</summary>
public sealed class ConsoleForKeys : ConsoleInBrowser
{
    protected override bool IsNeeded => base.IsNeeded || Firefox.FirefoxProcess.Path is not null;

    protected override void Configure(ConvLogConsoleOptions options) => options.AllowLoopback = false;
}
