using ConvLog.AspNetCore;

namespace ConvLog.Console.Tests.Support;

/// <summary>The same console with a required reason for revealing personal data.</summary>
public sealed class ConsoleThatAsks : ConsoleInBrowser
{
    protected override void Configure(ConvLogConsoleOptions options) => options.RequireAccessReason = true;
}
