using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Compatible;

public sealed class AgentRoutesTests
{
    [Fact]
    public async Task Tags_are_the_labels_of_the_conversation_and_its_turns_in_lists_and_details()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("labeled") { AgentId = "bookings" }))
        {
            using var turn = conv.BeginTurn("A table for two");
            turn.AddLabel("greeting");
            turn.AddLabel("vip");
            conv.AddLabel("vip");
            conv.AddLabel("[urgent]");
            turn.Complete("Done.");
        }

        var listed = (await site.GetWithKeyAsync("/v1/agents/bookings/conversations")).Json.GetProperty("conversations")[0];
        var whole = (await site.GetWithKeyAsync("/v1/agents/bookings/conversations/labeled")).Json;

        whole.GetProperty("tags").EnumerateArray().Select(static tag => tag.GetString()).Should().Equal("[urgent]", "greeting", "vip");
        listed.GetProperty("tags").GetRawText().Should().Be(whole.GetProperty("tags").GetRawText());
    }

    [Fact]
    public async Task Masks_use_no_square_brackets_and_permitted_readers_see_the_original_text()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("masked") { AgentId = "bookings" }, static conv =>
        {
            using var call = conv.BeginFunction("save", "c1", new Dictionary<string, object?>(StringComparer.Ordinal) { ["phone"] = "+1555" });
            call.Log.Info("Number captured", LogField.Pii("phone", "+1555"), LogField.Pii("card", "4111", shown: "**11"));
            call.Fail("The number [redacted] is taken");
        });
        const string Url = "/v1/agents/bookings/conversations/masked";

        string masked = (await site.GetWithKeyAsync(Url)).Body;
        string whole = (await site.GetWithKeyAsync(Url, Site.PiiKey)).Body;

        masked.Should().Contain("\"phone\":\"REDACTED\"").And.Contain("\"error\":\"REDACTED\"").And.Contain("**11").And.NotContain("[redacted]");
        whole.Should().Contain("\"phone\":\"+1555\"").And.Contain("The number [redacted] is taken").And.NotContain("REDACTED");
    }

    [Fact]
    public async Task A_conversation_lists_its_entries_under_their_function_events()
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
    public async Task A_conversation_of_another_agent_is_answered_like_a_missing_one()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "another" });

        var ofAnother = await GetAsync(site, "conv-42");
        var never = await GetAsync(site, "conv-never");

        ofAnother.Status.Should().Be(HttpStatusCode.NotFound);
        ofAnother.Body.Should().Be(never.Body).And.Contain("CONVERSATIONS_NOT_FOUND");
    }

    [Fact]
    public async Task Personal_data_is_withheld_without_the_permission_and_returned_with_it()
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
    public async Task The_phone_number_of_the_user_is_redacted_as_documented()
    {
        await using var site = await Site.WithKeysAsync();
        await Canaries.PlayAsync(site);

        var json = (await site.GetWithKeyAsync($"/v1/agents/bookings/conversations/{Canaries.ConversationId}")).Json;

        json.GetProperty("fromNumber").GetString().Should().Be("REDACTED");
    }

    private static Task<Answer> GetAsync(Site site, string id)
        => site.GetAsync($"/v1/agents/bookings/conversations/{id}", ("X-API-KEY", Site.ReaderKey), ("X-PolyAI-Correlation-Id", "same"));
}
