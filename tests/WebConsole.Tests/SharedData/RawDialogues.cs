using System.Text.Json.Nodes;

namespace WebConsole.Tests.SharedData;

/// <summary>The dialogues as in the files, read independently of the sample for comparison.</summary>
internal static class RawDialogues
{
    private static readonly string[] PersonalSlots = ["phone_number", "address", "street_address", "therapist_name", "recipient_name", "contact_name"];

    public static IReadOnlyList<JsonNode> All { get; } =
        [.. DialogueFiles.All.SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray()).OfType<JsonNode>()];

    public static string Id(JsonNode dialogue) => dialogue["dialogue_id"]!.GetValue<string>();

    public static IEnumerable<JsonNode> Turns(JsonNode dialogue) => dialogue["turns"]!.AsArray().OfType<JsonNode>();

    /// <summary>The frames with a service call, by the number of their exchange, starting at 1.</summary>
    public static IEnumerable<(int Exchange, JsonNode Frame)> Calls(JsonNode dialogue) => Turns(dialogue)
        .SelectMany((turn, index) => Frames(turn).Select(frame => ((index / 2) + 1, frame)))
        .Where(call => call.frame["service_call"] is not null);

    public static bool Failed(JsonNode frame)
        => frame["actions"]!.AsArray().Any(action => string.Equals(action!["act"]!.GetValue<string>(), "NOTIFY_FAILURE", StringComparison.Ordinal));

    /// <summary>The values of the slots that the README of the data lists, from the whole dialogue.</summary>
    public static HashSet<string> PersonalValues(JsonNode dialogue)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var turn in Turns(dialogue))
        {
            string utterance = turn["utterance"]!.GetValue<string>();
            foreach (var frame in Frames(turn))
            {
                values.UnionWith(Spans(frame, utterance));
                values.UnionWith(Texts(frame["actions"]!.AsArray()
                    .Where(action => PersonalSlots.Contains(action!["slot"]!.GetValue<string>(), StringComparer.Ordinal))));
                IEnumerable<JsonNode?> maps =
                    [frame["state"]?["slot_values"], frame["service_call"]?["parameters"], .. frame["service_results"]?.AsArray() ?? []];
                values.UnionWith(maps.OfType<JsonObject>().SelectMany(map => PersonalSlots.SelectMany(slot => Texts([map[slot]]))));
            }
        }

        values.Remove("dontcare");
        return values;
    }

    private static IEnumerable<JsonNode> Frames(JsonNode turn) => turn["frames"]!.AsArray().OfType<JsonNode>();

    private static IEnumerable<string> Spans(JsonNode frame, string utterance) => frame["slots"]!.AsArray()
        .Where(slot => PersonalSlots.Contains(slot!["slot"]!.GetValue<string>(), StringComparer.Ordinal))
        .Select(slot => utterance[slot!["start"]!.GetValue<int>()..slot["exclusive_end"]!.GetValue<int>()]);

    private static IEnumerable<string> Texts(IEnumerable<JsonNode?> nodes) => nodes.SelectMany(node => node switch
    {
        JsonValue value => [value.ToString()],
        JsonArray items => Texts(items),
        JsonObject action => Texts([action["values"], action["canonical_values"]]),
        _ => Array.Empty<string>(),
    });
}
