using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization;

/// <summary>Writes turns, property by property in the order of the recordings.</summary>
internal static class TurnWriting
{
    public static void Write(Utf8JsonWriter writer, TurnView turn, bool documentedOnly = false)
    {
        writer.WriteStartObject();
        writer.WriteString("agent_response", turn.AgentResponse.ToString());
        writer.WriteString("agent_response_datetime", turn.Latency is { } latency ? JsonTimes.Api(turn.StartedAt + latency) : null);
        writer.WriteString("asr_lang_code", "");
        writer.WriteBoolean("barge_in", turn.IsInterrupted);
        if (turn.CancelReason is not null && !documentedOnly)
        {
            writer.WriteString("cancel_reason", JsonNames.Of(turn.CancelReason));
        }

        writer.WriteString("english_agent_response", "");
        writer.WriteNull("entities");
        if (turn.Error is { } error && !documentedOnly)
        {
            writer.WriteString("error", error.Text);
            writer.WriteString("error_type", turn.ErrorType);
        }

        writer.WriteNull("intents");
        writer.WriteNull("is_ood");
        writer.WriteNull("is_silence");
        WriteLatency(writer, turn.Latency);
        WriteModelCalls(writer, documentedOnly ? [] : turn.ModelCalls); // The recordings have an empty list.
        if (!documentedOnly)
        {
            LogWriting.WriteLogsIfAny(writer, turn.Entries, turn.ApiResponses);
        }

        WriteMetadata(writer, turn);
        WriteEmptyArray(writer, "reviews");
        writer.WriteString("translated_user_input", "");
        writer.WriteString("tts_lang_code", "");
        writer.WriteNumber("turn_id", NumberOf(turn.Id));
        writer.WriteString("user_input", turn.UserInput.ToString());
        writer.WriteString("user_input_audio_url", "");
        writer.WriteString("user_input_datetime", JsonTimes.Api(turn.StartedAt));
        writer.WriteString("user_input_dtmf", "");
        writer.WriteString("user_input_dtmf_finish_key", "");
        writer.WriteEndObject();
    }

    // Any stable number is suitable; the ordinal would reveal turns that a future rule may hide.
    public static int NumberOf(string turnId)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(turnId), hash);
        return BinaryPrimitives.ReadInt32LittleEndian(hash) & int.MaxValue;
    }

    private static void WriteLatency(Utf8JsonWriter writer, TimeSpan? latency)
    {
        writer.WriteStartObject("latency");
        writer.WriteNull("label");
        if (latency is { } value)
        {
            writer.WriteNumber("perceived_latency", Math.Round(value.TotalSeconds, 6));
        }
        else
        {
            writer.WriteNull("perceived_latency");
        }

        writer.WriteNull("perceived_latency_percentile_1d");
        writer.WriteEndObject();
    }

    // A call without known usage has no counts, because 0 would mean that it used no tokens.
    private static void WriteModelCalls(Utf8JsonWriter writer, IReadOnlyList<ModelCallView> calls)
    {
        writer.WriteStartArray("llm_requests");
        foreach (var call in calls)
        {
            writer.WriteStartObject();
            writer.WriteString("model", call.Usage?.Model ?? call.Model);
            WriteUsage(writer, call.Usage, call.TimeToFirstToken);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteUsage(Utf8JsonWriter writer, ModelUsage? usage, TimeSpan? timeToFirstToken)
    {
        if (usage is not null)
        {
            VisibleJson.Number(writer, "input_tokens", usage.InputTokens);
            VisibleJson.Number(writer, "output_tokens", usage.OutputTokens);
            VisibleJson.Number(writer, "total_tokens", usage.ReportedTotal);
            if (usage.Cost is { } cost)
            {
                writer.WriteNumber("cost", cost);
                writer.WriteString("currency", usage.Currency);
            }

            usage.WriteCosts(writer);
        }

        if (timeToFirstToken is { } first)
        {
            writer.WriteNumber("time_to_first_token", first.TotalSeconds);
        }

        usage?.WriteParts(writer);
    }

    private static void WriteMetadata(Utf8JsonWriter writer, TurnView turn)
    {
        writer.WriteStartObject("metadata");
        writer.WriteString("asr_corrected_user_input", "");
        writer.WriteString("current_node", "");
        WriteEmptyArray(writer, "entities");
        writer.WriteStartArray("function_events");
        foreach (var call in turn.FunctionEvents)
        {
            FunctionEventWriting.WriteSlim(writer, call);
        }

        writer.WriteEndArray();
        WriteEmptyArray(writer, "retrieved_topics");
        writer.WriteStartObject("safety");
        writer.WriteStartObject("filters_triggered");
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteEmptyArray(writer, "top_transcripts");
        writer.WriteEndObject();
    }

    private static void WriteEmptyArray(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        writer.WriteEndArray();
    }
}
