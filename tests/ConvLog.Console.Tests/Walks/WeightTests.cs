namespace ConvLog.Console.Tests.Walks;

/// <summary>The page size of an ordinary conversation and of the list for a reader with all permissions.</summary>
[Trait(CiRun.Trait, CiRun.Only)]
[Collection(RealCollection.Name)]
public sealed class WeightTests(RealConsole console)
{
    [RealFact]
    public async Task A_real_conversation_page_with_its_assets_weighs_at_most_150_KB()
    {
        await using var opened =
            await OpenedPage.OpenAsync(console, "/convlog/conversations/3_00035", OpenedPage.Look("light", 1_440, 900, ConsoleInBrowser.PiiKey));

        (await opened.WeighAsync()).Should().BeInRange(10_000, 150 * 1_024);
    }

    [RealTheory]
    [InlineData("/convlog")]
    [InlineData("/convlog?is_unread=true&channel=webchat&period=90d&not_label=none")]
    public async Task A_list_page_with_its_assets_weighs_at_most_150_KB(string path)
    {
        await using var opened = await OpenedPage.OpenAsync(console, path, OpenedPage.Look("light", 1_440, 900, ConsoleInBrowser.PiiKey));

        (await opened.WeighAsync()).Should().BeInRange(10_000, 60 * 1_024);
        (await opened.WeighDecodedAsync()).Should().BeInRange(100_000, 230 * 1_024);
    }
}
