using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Api;

/// <summary>Property by property beside the recorded responses: what is there in the recording is there in ours, of the same type or null.</summary>
public sealed class RecordedShapeTests
{
    [SharedDataFact]
    public async Task The_list_has_the_recorded_shape()
    {
        await using var site = await PlayedAsync();

        var ours = (await site.GetWithKeyAsync("/v1/agents/bookings/conversations", Site.PiiKey)).Json;

        Missing(Recording("recorded_list.json"), ours, "$").Should().BeEmpty();
    }

    [SharedDataFact]
    public async Task One_conversation_has_the_recorded_shape()
    {
        await using var site = await PlayedAsync();

        var ours = (await site.GetWithKeyAsync("/v1/agents/bookings/conversations/conv-42", Site.PiiKey)).Json;

        Missing(Recording("recorded_get.json"), ours, "$").Should().BeEmpty();
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        var info = new ConversationInfo("conv-42")
        {
            AgentId = "bookings",
            AccountId = "PLATFORM",
            ProjectId = "pacden",
            Channel = "VOICE-SIP",
            Language = "en-US",
            FromNumber = "+440000000001",
            ToNumber = "+440000000002",
            Direction = ConversationDirection.Inbound,
        };
        await using var conv = site.Open(info);
        foreach (string said in new[] { "Hello", "One two three" })
        {
            using var turn = conv.BeginTurn(said);
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            using (var call = conv.BeginFunction("save_phone", "call_7", new { phone_number = "5550100000" }))
            {
                conv.Log.Info("Saved");
                conv.SetState("handoff_reason", "FAIL");
                site.Clock.Advance(TimeSpan.FromSeconds(1));
                conv.HandOff("Example Clinic", "FAIL");
            }

            turn.Complete("One moment.", new ModelUsage("gpt-x", 10, 2));
        }

        conv.WriteMetric("CALL_DURATION", "73");
        return site;
    }

    private static JsonElement Recording(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolder.PathOf("contracts", "polyai", file)));
        return document.RootElement.Clone();
    }

    private static IEnumerable<string> Missing(JsonElement recorded, JsonElement ours, string path)
    {
        if (recorded.ValueKind == JsonValueKind.Null || ours.ValueKind == JsonValueKind.Null)
        {
            yield break; // Null says that the recording, or ConvLog, knows nothing of it.
        }

        if (Kind(recorded) != Kind(ours))
        {
            yield return $"{path} is {ours.ValueKind}, recorded as {recorded.ValueKind}";
        }
        else if (recorded.ValueKind == JsonValueKind.Array && recorded.GetArrayLength() > 0 && ours.GetArrayLength() > 0)
        {
            foreach (string missing in Missing(recorded[0], ours[0], $"{path}[0]"))
            {
                yield return missing;
            }
        }
        else if (recorded.ValueKind == JsonValueKind.Object)
        {
            foreach (string missing in MissingProperties(recorded, ours, path))
            {
                yield return missing;
            }
        }
    }

    private static IEnumerable<string> MissingProperties(JsonElement recorded, JsonElement ours, string path)
    {
        // Maps: their keys are ordinals, names of metrics, of arguments and of variables, so that only what is inside can be compared.
        bool isMap = path.EndsWith(".functionEvents", StringComparison.Ordinal) || path.EndsWith(".metrics", StringComparison.Ordinal) || path.EndsWith(".arguments", StringComparison.Ordinal)
            || path.Contains(".state_changes", StringComparison.Ordinal) || path.Contains(".safety", StringComparison.Ordinal) || path.EndsWith(".shortSummary", StringComparison.Ordinal);
        foreach (var property in recorded.EnumerateObject())
        {
            string at = $"{path}.{property.Name}";
            if (ours.TryGetProperty(property.Name, out var value))
            {
                foreach (string missing in Missing(property.Value, value, at))
                {
                    yield return missing;
                }
            }
            else if (!isMap)
            {
                yield return $"{at} is missing";
            }
        }
    }

    private static JsonValueKind Kind(JsonElement element) => element.ValueKind == JsonValueKind.False ? JsonValueKind.True : element.ValueKind;
}
