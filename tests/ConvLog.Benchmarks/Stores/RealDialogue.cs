using System.Text.Json;

namespace ConvLog.Benchmarks.Stores;

/// <summary>The parts of a real dialogue that generated conversations repeat.</summary>
/// <param name="Service">The service, which becomes the agent.</param>
/// <param name="Turns">The turns in order.</param>
internal sealed record RealDialogue(string Service, IReadOnlyList<RealTurn> Turns)
{
    /// <summary>The dialogues of a file of the Schema-Guided Dialogue data.</summary>
    public static IEnumerable<RealDialogue> ReadFile(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var dialogue in file.RootElement.EnumerateArray())
        {
            yield return new RealDialogue(dialogue.GetProperty("services")[0].GetString()!, [.. Exchanges(dialogue.GetProperty("turns"))]);
        }
    }

    private static IEnumerable<RealTurn> Exchanges(JsonElement turns)
    {
        string input = "";
        foreach (var turn in turns.EnumerateArray())
        {
            string said = turn.GetProperty("utterance").GetString()!;
            if (string.Equals(turn.GetProperty("speaker").GetString(), "USER", StringComparison.Ordinal))
            {
                input = said;
                continue;
            }

            var frame = turn.GetProperty("frames")[0];
            var action = frame.GetProperty("actions")[0];
            yield return new RealTurn(input, said, action.GetProperty("act").GetString()!, action.GetProperty("slot").GetString()!, CallOf(frame));
            input = "";
        }
    }

    private static RealCall? CallOf(JsonElement frame) => frame.TryGetProperty("service_call", out var call)
        ? new RealCall(
            call.GetProperty("method").GetString()!,
            LogFields.From([.. call.GetProperty("parameters").EnumerateObject()
                .Select(static parameter => LogField.Of(parameter.Name, parameter.Value.GetString()))]),
            frame.GetProperty("service_results").GetArrayLength())
        : null;
}
