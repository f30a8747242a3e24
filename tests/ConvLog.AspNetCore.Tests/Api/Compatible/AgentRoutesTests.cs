using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Compatible;

public sealed class AgentRoutesTests
{
    [Fact]
    public async Task One_conversation_has_its_entries_under_its_function_events()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings" }, static conv =>
        {
            using var call = conv.BeginFunction("save_guest", "call_7");
            conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        });

        var answer = await site.GetWithKeyAsync("/v1/agents/bookings/conversations/conv-42");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Json.GetProperty("functionEvents").GetProperty("1")[0].GetProperty("logs").GetProperty("conversation_logger")[0].ToString().Should()
            .StartWith("""{"level":"info","content":"Validated inputs","is_pii":false,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger","validation_passed":true,"missing_fields":[]""");
    }

    [Fact]
    public async Task A_conversation_of_another_agent_is_as_absent_as_one_that_never_was()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "another" });

        var ofAnother = await GetAsync(site, "conv-42");
        var never = await GetAsync(site, "conv-never");

        ofAnother.Status.Should().Be(HttpStatusCode.NotFound);
        ofAnother.Body.Should().Be(never.Body).And.Contain("CONVERSATIONS_NOT_FOUND");
    }

    [Fact]
    public async Task A_reader_without_the_permission_gets_none_of_what_is_personal_and_one_with_it_does()
    {
        await using var site = await Site.WithKeysAsync();
        await Canaries.PlayAsync(site);

        foreach (string path in new[] { "/v1/agents/bookings/conversations", $"/v1/agents/bookings/conversations/{Canaries.ConversationId}" })
        {
            (await site.GetWithKeyAsync(path)).Body.Should().NotContain(Canaries.Mark);
        }

        var permitted = await site.GetWithKeyAsync($"/v1/agents/bookings/conversations/{Canaries.ConversationId}", Site.PiiKey);
        permitted.Body.Should().Contain("canary-argument").And.Contain("canary-field").And.Contain("canary-from");
    }

    [Fact]
    public async Task The_number_of_the_end_user_is_redacted_as_documented()
    {
        await using var site = await Site.WithKeysAsync();
        await Canaries.PlayAsync(site);

        var json = (await site.GetWithKeyAsync($"/v1/agents/bookings/conversations/{Canaries.ConversationId}")).Json;

        json.GetProperty("fromNumber").GetString().Should().Be("REDACTED");
    }

    private static Task<Answer> GetAsync(Site site, string id)
        => site.GetAsync($"/v1/agents/bookings/conversations/{id}", ("X-API-KEY", Site.ReaderKey), ("X-PolyAI-Correlation-Id", "same"));
}
