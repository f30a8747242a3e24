using System.Text.Json;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Downloads the conversations of a list.</summary>
[Collection(RealCollection.Name)]
public sealed class ExportWalkTests(RealConsole console)
{
    private const string List = "/convlog?function=BookAppointment&has_error=true";

    [RealFact]
    public async Task A_CSV_file_contains_the_turns_of_the_listed_conversations()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.ReaderKey, List);
        var shown = await ShownAsync(opened.Page);

        var rows = Csv.Read(await DownloadAsync(opened.Page, "for each turn", ".csv"));

        int id = rows[0].IndexOf("conversation_id");
        int ordinal = rows[0].IndexOf("turn_ordinal");
        var turns = rows.Skip(1).GroupBy(row => row[id], StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, group => group.Select(row => row[ordinal]).ToList(), StringComparer.Ordinal);
        turns.Should().BeEquivalentTo(
            shown.ToDictionary(static row => row.Id, static row => Enumerable.Range(1, row.Turns).Select(static number => $"{number}").ToList(),
            StringComparer.Ordinal));
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task A_JSON_Lines_file_contains_the_same_conversations_without_personal_data()
    {
        await using var opened = await OpenedPage.SignInAsync(console, ConsoleInBrowser.ReaderKey, List);
        var shown = await ShownAsync(opened.Page);

        string text = await DownloadAsync(opened.Page, "JSON Lines", ".jsonl");

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(static line => (line.GetProperty("conversation_id").GetString()!, line.GetProperty("turns").GetArrayLength())).Should()
            .BeEquivalentTo(shown.Select(static row => (row.Id, row.Turns)));
        text.Should().NotContain("Linn Terri\"", "arguments are personal").And.NotContain("707-252-6163");
    }

    private static async Task<IReadOnlyList<(string Id, int Turns)>> ShownAsync(IPage page)
    {
        string[] rows = await page.Locator("tbody tr")
            .EvaluateAllAsync<string[]>(
            "rows => rows.map(row => row.querySelector('a.open').getAttribute('href').split('/').pop().split('?')[0] + ' ' + "
            + "row.querySelector('.c-turns').innerText)");
        rows.Length.Should().BeInRange(20, 50, "all stand on one page");
        return [.. rows.Select(static row => row.Split(' '))
            .Select(static parts => (parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)))];
    }

    private static async Task<string> DownloadAsync(IPage page, string button, string ending)
    {
        await page.Locator("[popovertarget=export]").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".export a", new PageLocatorOptions { HasText = button }).ClickAsync());
        download.SuggestedFilename.Should().EndWith(ending);
        await using var stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
