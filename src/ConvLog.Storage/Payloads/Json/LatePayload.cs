using System.Text;
using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage.Records;
using ConvLog.Storage.Serialization;
using ConvLog.Storage.Statistics;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>The late changes of a turn, as JSON: the values that they replace, and each change.</summary>
internal static class LatePayload
{
    private static readonly TurnStage[] s_stages = Enum.GetValues<TurnStage>();

    /// <summary>The changes as text; null for none.</summary>
    public static string? Text(LateChanges? late)
        => late is null ? null : Encoding.UTF8.GetString(PayloadJson.Object(late, static (writer, late) => WriteProperties(writer, late)));

    /// <summary>Reads the text of <see cref="Text"/>.</summary>
    public static LateChanges? Read(string? text) => text is null ? null : JsonReading.Only(Encoding.UTF8.GetBytes(text), Read);

    /// <summary>Writes the changes as a property; omitted if there are none.</summary>
    public static void Write(Utf8JsonWriter writer, string name, LateChanges? late)
    {
        if (late is not null)
        {
            writer.WriteStartObject(name);
            WriteProperties(writer, late);
            writer.WriteEndObject();
        }
    }

    /// <summary>Reads the JSON of <see cref="Write"/>.</summary>
    public static LateChanges Read(ref Utf8JsonReader reader)
    {
        var late = new LateChanges { Changes = [] };
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            late = name switch
            {
                "input" => late with { UserInput = UtterancePayload.Read(ref reader) },
                "input_at" => late with { InputAt = PayloadJson.Time(ref reader) },
                "response" => late with { AgentResponse = UtterancePayload.Read(ref reader) },
                "said" => late with { Said = AnswerPartsPayload.Read(ref reader) },
                "interrupted" => late with { IsInterrupted = reader.GetInt64() != 0 },
                "heard" => late with { Heard = UtterancePayload.Read(ref reader) },
                "after" => late with { InterruptedAfter = new TimeSpan(reader.GetInt64()) },
                "stages" => late with { Stages = ReadStages(ref reader) },
                "own" => late with { OwnPart = PartPayload.Read(ref reader) },
                "changes" => late with { Changes = ReadChanges(ref reader) },
                _ => throw new FormatException($"Late changes have no '{name}'."),
            };
        }

        return late;
    }

    private static void WriteProperties(Utf8JsonWriter writer, LateChanges late)
    {
        UtterancePayload.Write(writer, "input", late.UserInput);
        PayloadJson.Number(writer, "input_at", late.InputAt?.UtcTicks);
        UtterancePayload.Write(writer, "response", late.AgentResponse);
        AnswerPartsPayload.Write(writer, "said", late.Said);
        PayloadJson.Number(writer, "interrupted", late.IsInterrupted ? 1 : null);
        UtterancePayload.Write(writer, "heard", late.Heard);
        PayloadJson.Number(writer, "after", late.InterruptedAfter?.Ticks);
        WriteStages(writer, late.Stages);
        PartPayload.Write(writer, "own", late.OwnPart);
        writer.WriteStartArray("changes");
        foreach (var change in late.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("id", change.Id);
            writer.WriteNumber("at", change.CreatedAt.UtcTicks);
            PayloadJson.Number(writer, "interrupted", change.IsInterrupted ? 1 : null);
            UtterancePayload.Write(writer, "heard", change.Heard);
            PayloadJson.Number(writer, "characters", change.HeardCharacters);
            PayloadJson.Number(writer, "after", change.InterruptedAfter?.Ticks);
            WriteStages(writer, change.Stages);
            UtterancePayload.Write(writer, "input", change.UserInput);
            UtterancePayload.Write(writer, "added", change.AddedInput);
            UtterancePayload.Write(writer, "said", change.Said);
            PayloadJson.Number(writer, "filler", change.IsFiller ? 1 : null);
            PartPayload.Write(writer, "part", change.Part);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static List<TurnChangeRecord> ReadChanges(ref Utf8JsonReader reader)
    {
        var changes = new List<TurnChangeRecord>();
        while (JsonReading.NextItem(ref reader))
        {
            changes.Add(ReadChange(ref reader));
        }

        return changes;
    }

    private static TurnChangeRecord ReadChange(ref Utf8JsonReader reader)
    {
        var change = new TurnChangeRecord { ConversationId = "", TurnId = "", Id = Guid.Empty, CreatedAt = default };
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            change = name switch
            {
                "id" => change with { Id = reader.GetGuid() },
                "at" => change with { CreatedAt = PayloadJson.Time(ref reader) },
                "interrupted" => change with { IsInterrupted = reader.GetInt64() != 0 },
                "heard" => change with { Heard = UtterancePayload.Read(ref reader) },
                "characters" => change with { HeardCharacters = reader.GetInt32() },
                "after" => change with { InterruptedAfter = new TimeSpan(reader.GetInt64()) },
                "stages" => change with { Stages = ReadStages(ref reader) },
                "input" => change with { UserInput = UtterancePayload.Read(ref reader) },
                "added" => change with { AddedInput = UtterancePayload.Read(ref reader) },
                "said" => change with { Said = UtterancePayload.Read(ref reader) },
                "filler" => change with { IsFiller = reader.GetInt64() != 0 },
                "part" => change with { Part = PartPayload.Read(ref reader) },
                _ => throw new FormatException($"A change of a turn has no '{name}'."),
            };
        }

        return change;
    }

    // The ticks of each stage, null if unknown.
    private static void WriteStages(Utf8JsonWriter writer, TurnStages? stages)
    {
        if (stages is null)
        {
            return;
        }

        writer.WriteStartArray("stages");
        foreach (var stage in s_stages)
        {
            if (stages.DurationOf(stage) is { } took)
            {
                writer.WriteNumberValue(took.Ticks);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    private static TurnStages? ReadStages(ref Utf8JsonReader reader)
    {
        var took = new List<TimeSpan?>();
        while (JsonReading.NextItem(ref reader))
        {
            took.Add(reader.TokenType == JsonTokenType.Null ? null : new TimeSpan(reader.GetInt64()));
        }

        return took.Count == s_stages.Length
            ? NumberedStages.Of(took[0], took[1], took[2], took[3], took[4]) : throw new FormatException("A turn has five stages.");
    }
}
