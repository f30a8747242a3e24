namespace ConvLog.Console.Tests;

/// <summary>The pages of a console without conversations.</summary>
public sealed class EmptyPageTests
{
    [BrowserTheory(NeedsAxe = true)]
    [Trait(CiRun.Trait, CiRun.Only)]
    [InlineData("/convlog")]
    [InlineData("/convlog/live")]
    [InlineData("/convlog/functions")]
    [InlineData("/convlog/functions/details?name=book")]
    [InlineData("/convlog/functions/calls?name=book")]
    [InlineData("/convlog/functions?kind=model")]
    [InlineData("/convlog/feedback")]
    [InlineData("/convlog/insight")]
    [InlineData("/convlog/insight/scores")]
    [InlineData("/convlog/users")]
    [InlineData("/convlog/privacy")]
    [InlineData("/convlog/privacy/access")]
    public async Task Axe_finds_no_accessibility_fault_without_conversations(string path)
    {
        await using var empty = await RunningConsole.StartAsync();
        await using var opened = await empty.LookAsync(path, ConsoleInBrowser.PiiKey, Chromium.Axe);

        (await Accessibility.FaultsAsync(opened.Page)).Should().BeEmpty();
        (await Layout.OutliersAsync(opened.Page)).Should().BeEmpty();
        opened.Complaints.Should().BeEmpty();
    }
}
