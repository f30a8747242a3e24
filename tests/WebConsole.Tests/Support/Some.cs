using System.Text.Json.Nodes;
using ConvLog;
using WebConsole.Dialogues;

namespace WebConsole.Tests.Support;

/// <summary>Small dialogues, as objects and in the file format.</summary>
internal static class Some
{
    public static ServiceCall Call(string method = "FindProvider", int results = 1, bool failed = false, string service = "Services_4") => new(
        service,
        method,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["city"] = "Napa" },
        [.. Enumerable.Range(0, results)
            .Select(n => new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = "Psychologist", ["number"] = $"{n}" })],
        failed);

    public static Exchange Exchange(MaskedText user, MaskedText agent, params ServiceCall[] calls)
        => new(user, agent, new Dictionary<string, string>(StringComparer.Ordinal), calls);

    public static Dialogue Dialogue(string id, params Exchange[] exchanges) => new(id, ["Services_4"], exchanges);

    /// <summary>A file with these dialogues.</summary>
    public static string File(params JsonObject[] dialogues) => new JsonArray([.. dialogues]).ToJsonString();

    public static JsonObject DialogueJson(string id, params JsonObject[] turns) => new()
    {
        ["dialogue_id"] = id,
        ["services"] = new JsonArray("Services_4"),
        ["turns"] = new JsonArray([.. turns]),
    };

    public static JsonObject User(string utterance, params JsonObject[] slots) => Turn("USER", utterance, Frame(slots));

    public static JsonObject System(string utterance, params JsonObject[] slots) => Turn("SYSTEM", utterance, Frame(slots));

    public static JsonObject Turn(string speaker, string utterance, JsonObject frame) => new()
    {
        ["speaker"] = speaker,
        ["utterance"] = utterance,
        ["frames"] = new JsonArray(frame),
    };

    public static JsonObject Frame(params JsonObject[] slots) => new()
    {
        ["service"] = "Services_4",
        ["slots"] = new JsonArray([.. slots]),
        ["actions"] = new JsonArray(),
    };

    public static JsonObject Span(string slot, int start, int end) => new() { ["slot"] = slot, ["start"] = start, ["exclusive_end"] = end };

    public static JsonObject Action(string act, string slot = "", params string[] values) => new()
    {
        ["act"] = act,
        ["slot"] = slot,
        ["values"] = Texts(values),
        ["canonical_values"] = Texts(values),
    };

    /// <summary>A system turn that calls a service. An action reports a failure.</summary>
    public static JsonObject Calling(string utterance, string method, JsonObject parameters, JsonArray results, params JsonObject[] actions)
    {
        var frame = Frame();
        frame["actions"] = new JsonArray([.. actions]);
        frame["service_call"] = new JsonObject { ["method"] = method, ["parameters"] = parameters };
        frame["service_results"] = results;
        return Turn("SYSTEM", utterance, frame);
    }

    private static JsonArray Texts(string[] values) => new([.. values.Select(value => (JsonNode)value)]);
}
