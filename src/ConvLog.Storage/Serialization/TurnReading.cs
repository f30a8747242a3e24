using System.Globalization;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Serialization;

/// <summary>Reads turns. Their function events come from the conversation's map.</summary>
internal static class TurnReading
{
    public static TurnView Read(ref Utf8JsonReader reader, int ordinal)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartObject, "turn");
        var turn = new TurnView { Id = "", Ordinal = ordinal, StartedAt = default };
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            turn = name switch
            {
                "turn_id" => turn with { Id = JsonReading.Integer(ref reader, name).ToString(CultureInfo.InvariantCulture) },
                "user_input" => turn with { UserInput = Visible(ref reader, name) },
                "agent_response" => turn with { AgentResponse = Visible(ref reader, name) },
                "user_input_datetime" => turn with { StartedAt = JsonReading.Time(ref reader, name) ?? default },
                "agent_response_datetime" => turn with { EndedAt = JsonReading.Time(ref reader, name) },
                "barge_in" => turn with { IsInterrupted = JsonReading.Flag(ref reader, name) },
                "cancel_reason" => turn with { CancelReason = JsonNames.WhyCanceled(JsonReading.Text(ref reader, name)) },
                "error" => turn with { Error = JsonReading.Text(ref reader, name) is { } text ? new VisibleText(text, isPii: false) : null },
                "error_type" => turn with { ErrorType = JsonReading.Text(ref reader, name) },
                "latency" => turn with { Latency = ReadLatency(ref reader) },
                "llm_requests" => WithModelCalls(turn, ref reader),
                "logs" => WithLogs(turn, ref reader),
                _ => Skipped(turn, ref reader),
            };
        }

        return turn with
        {
            Outcome = turn.CancelReason is not null ? TurnOutcome.Canceled
                : turn.HasFailed ? TurnOutcome.Failed
                : turn.Latency is not null ? TurnOutcome.Completed : null,
        };
    }

    private static VisibleText Visible(ref Utf8JsonReader reader, string name) => new(JsonReading.Text(ref reader, name) ?? "", isPii: false);

    private static TimeSpan? ReadLatency(ref Utf8JsonReader reader)
    {
        var latency = JsonReading.Fields(ref reader, "latency");
        return latency.TryGetField("perceived_latency", out var seconds) && seconds.Kind != FieldKind.Null
            ? TimeSpan.FromSeconds(double.Parse(FieldText.Of(seconds), CultureInfo.InvariantCulture))
            : null;
    }

    private static TurnView WithModelCalls(TurnView turn, ref Utf8JsonReader reader)
    {
        JsonReading.Expect(ref reader, JsonTokenType.StartArray, "llm_requests");
        var calls = new List<ModelCallView>();
        List<ModelUsage> rounds = [];
        while (JsonReading.NextItem(ref reader))
        {
            JsonReading.Expect(ref reader, JsonTokenType.StartObject, "llm_requests");
            string model = "";
            string? currency = null, several = null;
            long? input = null, output = null, total = null;
            decimal? cost = null;
            TimeSpan? first = null;
            long? cached = null, cacheWrite = null, reasoning = null, audioInput = null, cachedAudio = null, audioOutput = null;
            while (JsonReading.NextProperty(ref reader, out string name))
            {
                switch (name)
                {
                    case "model": model = JsonReading.Text(ref reader, name) ?? ""; break;
                    case "input_tokens": input = JsonReading.Integer(ref reader, name); break;
                    case "output_tokens": output = JsonReading.Integer(ref reader, name); break;
                    case "total_tokens": total = JsonReading.Integer(ref reader, name); break;
                    case "cost": cost = reader.GetDecimal(); break;
                    case "costs": several = UsageCost.Several(JsonElement.ParseValue(ref reader).GetRawText()); break;
                    case "currency": currency = JsonReading.Text(ref reader, name); break;
                    case "time_to_first_token": first = JsonReading.Number(ref reader, name) is { } seconds ? TimeSpan.FromSeconds(seconds) : null; break;
                    case "cached_input_tokens": cached = JsonReading.Integer(ref reader, name); break;
                    case "cache_write_input_tokens": cacheWrite = JsonReading.Integer(ref reader, name); break;
                    case "reasoning_tokens": reasoning = JsonReading.Integer(ref reader, name); break;
                    case "audio_input_tokens": audioInput = JsonReading.Integer(ref reader, name); break;
                    case "cached_audio_input_tokens": cachedAudio = JsonReading.Integer(ref reader, name); break;
                    case "audio_output_tokens": audioOutput = JsonReading.Integer(ref reader, name); break;
                    default: reader.Skip(); break;
                }
            }

            bool isKnown = (input ?? output ?? total) is not null || cost is not null || several is not null;
            var usage = !isKnown ? null : new ModelUsage(model, input, output, cost, currency, first)
            {
                CostJson = several,
                TotalTokens = total,
                CachedInputTokens = cached,
                CacheWriteInputTokens = cacheWrite,
                ReasoningTokens = reasoning,
                AudioInputTokens = audioInput,
                CachedAudioInputTokens = cachedAudio,
                AudioOutputTokens = audioOutput,
            };
            calls.Add(new ModelCallView { Model = model, Usage = usage, TimeToFirstToken = first });
            if (usage is not null)
            {
                rounds.Add(usage);
            }
        }

        return turn with { ModelCalls = calls, Usage = rounds.Count == 0 ? null : ModelUsage.Of(rounds) };
    }

    private static TurnView WithLogs(TurnView turn, ref Utf8JsonReader reader)
    {
        var (entries, responses, _) = LogReading.ReadLogs(ref reader);
        return turn with { Entries = entries, ApiResponses = responses };
    }

    private static TurnView Skipped(TurnView turn, ref Utf8JsonReader reader)
    {
        reader.Skip();
        return turn;
    }
}
