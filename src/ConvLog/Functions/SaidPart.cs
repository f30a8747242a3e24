using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>A part of an answer as it was spoken; see <see cref="Turn.Say"/>.</summary>
public sealed record SaidPart
{
    /// <summary>The text, with personal parts masked.</summary>
    public MaskedText Text { get; init; }

    /// <summary>The time when it was spoken, in UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether it only bridged a wait, such as "one moment", and is not part of the answer.</summary>
    public bool IsFiller { get; init; }

    /// <summary>The answer that the parts form together, without fillers.</summary>
    internal static MaskedText AnswerOf(IEnumerable<SaidPart> parts)
    {
        MaskedText answer = default;
        foreach (var part in parts)
        {
            answer = part.IsFiller ? answer : answer == default ? part.Text : Joined(answer, part.Text);
        }

        return answer;
    }

    /// <summary>Two consecutive parts as one text. If neither is recorded, the placeholder is not repeated.</summary>
    internal static MaskedText Joined(MaskedText said, MaskedText next)
        => said == MaskedText.NotRecorded && next == said ? said : Turn.Joined(said, Between(said.Shown, next.Shown), next);

    private static string Between(string said, string next)
        => said.Length > 0 && next.Length > 0 && ".!?…".Contains(said[^1], StringComparison.Ordinal) && char.IsUpper(next[0]) ? " " : "";

    /// <summary>Writes parts as the property <c>said</c>, which is omitted if there are none.</summary>
    internal static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<SaidPart> parts, bool arePersonal)
    {
        if (parts.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("said");
        foreach (var part in parts)
        {
            writer.WriteStartObject();
            VisibleJson.Utterance(writer, "text", part.Text, arePersonal);
            VisibleJson.Time(writer, "at", part.At);
            writer.WriteBoolean("filler", part.IsFiller);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
