using ConvLog.AspNetCore;

namespace ConvLog.Console.Tests.Support;

/// <summary>The same console where personal data is revealed for a reason only.</summary>
public sealed class ConsoleThatAsks : ConsoleInBrowser
{
    protected override void Configure(ConvLogConsoleOptions options) => options.RequireAccessReason = true;
}
