using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>A retention run as JSON, in the format of ConvLog's stores.</summary>
internal static class RetentionRunJson
{
    public static byte[] Write(RetentionRun run) => PayloadJson.Object(run, static (writer, run) =>
    {
        writer.WriteString("id", run.Id);
        WriteCut(writer, run.Cut);
        PayloadJson.Text(writer, "started_by", run.StartedBy);
        writer.WriteNumber("state", (int)run.State);
        writer.WriteNumber("started", run.StartedAt.UtcTicks);
        PayloadJson.Number(writer, "ended", run.EndedAt?.UtcTicks);
        writer.WriteNumber("conversations", run.Conversations);
        writer.WriteNumber("entries", run.Entries);
        writer.WriteNumber("personal_data", run.PersonalData);
        writer.WriteNumber("accesses", run.Accesses);
        writer.WriteNumber("kept_held", run.KeptHeld);
        writer.WriteNumber("kept_annotated", run.KeptAnnotated);
        writer.WriteNumber("retries", run.Retries);
        PayloadJson.Text(writer, "message", run.Message);
    });

    /// <summary>Reads the JSON of <see cref="Write"/>.</summary>
    /// <exception cref="JsonException">The JSON is not a run.</exception>
    public static RetentionRun Read(ReadOnlySpan<byte> json) => JsonReading.Only(json, ReadRun);

    private static RetentionRun ReadRun(ref Utf8JsonReader reader)
    {
        var run = new RetentionRun { Id = default, Cut = new RetentionCut { At = default }, State = default, StartedAt = default };
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            run = name switch
            {
                "id" => run with { Id = reader.GetGuid() },
                "cut" => run with { Cut = ReadCut(ref reader) },
                "started_by" => run with { StartedBy = JsonText.Read(ref reader) },
                "state" => run with { State = (RetentionRunState)reader.GetInt32() },
                "started" => run with { StartedAt = PayloadJson.Time(ref reader) },
                "ended" => run with { EndedAt = PayloadJson.Time(ref reader) },
                "conversations" => run with { Conversations = reader.GetInt64() },
                "entries" => run with { Entries = reader.GetInt64() },
                "personal_data" => run with { PersonalData = reader.GetInt64() },
                "accesses" => run with { Accesses = reader.GetInt64() },
                "kept_held" => run with { KeptHeld = reader.GetInt64() },
                "kept_annotated" => run with { KeptAnnotated = reader.GetInt64() },
                "retries" => run with { Retries = reader.GetInt32() },
                "message" => run with { Message = JsonText.Read(ref reader) },
                _ => throw Unknown(name),
            };
        }

        return run;
    }

    private static void WriteCut(Utf8JsonWriter writer, RetentionCut cut)
    {
        writer.WriteStartObject("cut");
        writer.WriteNumber("at", cut.At.UtcTicks);
        PayloadJson.Number(writer, "conversations_before", cut.ConversationsBefore?.UtcTicks);
        PayloadJson.Number(writer, "personal_data_before", cut.PersonalDataBefore?.UtcTicks);
        PayloadJson.Number(writer, "access_before", cut.AccessBefore?.UtcTicks);
        writer.WriteBoolean("keep_annotated", cut.KeepAnnotated);
        writer.WriteEndObject();
    }

    private static RetentionCut ReadCut(ref Utf8JsonReader reader)
    {
        var cut = new RetentionCut { At = default };
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            cut = name switch
            {
                "at" => cut with { At = PayloadJson.Time(ref reader) },
                "conversations_before" => cut with { ConversationsBefore = PayloadJson.Time(ref reader) },
                "personal_data_before" => cut with { PersonalDataBefore = PayloadJson.Time(ref reader) },
                "access_before" => cut with { AccessBefore = PayloadJson.Time(ref reader) },
                "keep_annotated" => cut with { KeepAnnotated = reader.GetBoolean() },
                _ => throw Unknown(name),
            };
        }

        return cut;
    }

    private static JsonException Unknown(string name) => new($"A stored run of retention has a property '{name}' that this version does not know.");
}
