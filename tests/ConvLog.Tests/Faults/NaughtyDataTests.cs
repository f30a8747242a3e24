using System.Text.Json;

namespace ConvLog.Tests.Faults;

public sealed class NaughtyDataTests
{
    private static readonly LogLimits s_wide = new() { TextLength = 1_000_000, EntrySize = 10_000_000, ItemsPerCollection = 1_000_000, Depth = 64 };

    [SharedDataFact]
    public void All_515_naughty_strings_come_back_as_message_and_value()
    {
        NaughtyData.Strings.Should().HaveCount(515);
        foreach (string text in NaughtyData.Strings)
        {
            var entry = Logged.Entry(log => log.Info(text, ("v", text), ("list", new[] { text })));

            using var json = Logged.Parse(entry);
            json.RootElement.GetProperty("content").GetString().Should().Be(text);
            json.RootElement.GetProperty("v").GetString().Should().Be(text);
            json.RootElement.GetProperty("list")[0].GetString().Should().Be(text);
            entry.Content.Should().Be(text);
            entry.Fields["v"].Should().Be(text);
        }
    }

    [SharedDataFact]
    public void All_naughty_strings_but_blank_ones_are_keys_as_they_are()
    {
        foreach (string text in NaughtyData.Strings.Where(static s => !string.IsNullOrWhiteSpace(s) && s.Length <= LogLimits.Default.KeyLength))
        {
            var entry = Logged.Entry(log => log.Info("m", (text, 1), ("object", new Dictionary<string, int>(StringComparer.Ordinal) { [text] = 2 })));

            using var json = Logged.Parse(entry);
            json.RootElement.GetProperty(text).GetInt32().Should().Be(1);
            json.RootElement.GetProperty("object").GetProperty(text).GetInt32().Should().Be(2);
        }
    }

    [SharedDataFact]
    public void Every_file_that_is_UTF_8_comes_back_as_text()
    {
        var files = NaughtyData.Files().ToList();

        files.Should().HaveCount(340 - 28, "28 of the 340 files are not UTF-8");
        foreach (var (name, text) in files)
        {
            Logged.Entry(log => log.Info("m", ("v", text)), s_wide).Fields["v"].Should().Be(text, "{0} is text like any other", name);
        }
    }

    [SharedDataFact]
    public void Every_file_that_must_parse_comes_back_equal_as_JSON()
    {
        int compared = 0;
        foreach (var (name, text) in NaughtyData.Files().Where(static file => file.Name.StartsWith("y_", StringComparison.Ordinal)))
        {
            using var document = JsonDocument.Parse(text);
            using var logged = JsonDocument.Parse(Logged.Value(document.RootElement, s_wide));

            SameJson.Holds(logged.RootElement, document.RootElement).Should().BeTrue("{0} comes back equal", name);
            compared++;
        }

        compared.Should().BeGreaterThan(80);
    }

    [SharedDataFact]
    public void Whatever_parses_can_be_logged_as_JSON_and_never_throws()
    {
        foreach (var (name, text) in NaughtyData.Files())
        {
            JsonDocument document;
            try
            {
                document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1_000 });
            }
            catch (JsonException)
            {
                continue; // Not JSON: the test above logs it as text.
            }

            using (document)
            {
                var log = () => Logged.Value(document.RootElement);
                log.Should().NotThrow("{0} is JSON", name);
            }
        }
    }
}
