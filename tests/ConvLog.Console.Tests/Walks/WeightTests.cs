namespace ConvLog.Console.Tests.Walks;

/// <summary>What a usual conversation weighs, for those who see and may do everything.</summary>
[Collection(RealCollection.Name)]
public sealed class WeightTests(RealConsole console)
{
    [RealFact]
    public async Task A_real_conversation_weighs_150_KB_at_most_with_all_that_its_page_loads()
    {
        await using var opened =
            await OpenedPage.OpenAsync(console, "/convlog/conversations/3_00035", OpenedPage.Look("light", 1_440, 900, ConsoleInBrowser.PiiKey));

        (await opened.WeighAsync()).Should().BeInRange(10_000, 150 * 1_024);
    }
}
