using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages;

public sealed class ReviewPageTests
{
    private const string Path = "/convlog/conversations/conv-42";

    [Fact]
    public async Task Entries_are_listed_in_order_under_their_function_call()
    {
        string body = await ReviewAsync(static (conv, clock) =>
        {
            using var call = conv.BeginFunction("save_guest", "call_7");
            conv.Log.Info("Validated inputs", ("validation_passed", true), ("attempt", 2), ("name", "Ada"), ("nothing", null));
            clock.Advance(TimeSpan.FromMilliseconds(384));
            conv.LogApiResponse("GET", "https://crm.example/contacts", 204, TimeSpan.FromMilliseconds(371));
            conv.Log.Error("CRM upsert failed");
        });

        body.Should().ContainAll("<code><bdi>save_guest</bdi></code>", "<code class=\"id\"><bdi>call_7</bdi></code>", "384 ms", "Completed");
        Positions(body, "save_guest", "Validated inputs", "/contacts", "CRM upsert failed").Should().BeInAscendingOrder();
        body.Should().ContainAll(
            "<span class=\"value boolean\"><bdi>true</bdi></span>",
            "<span class=\"value number\"><bdi>2</bdi></span>",
            "<span class=\"value text\"><span class=\"quote\">\"</span><bdi>Ada</bdi><span class=\"quote\">\"</span></span>",
            "<span class=\"value null\"><bdi>null</bdi></span>",
            "&#x2B;384 ms",
            "<span class=\"status\">204</span>");
    }

    [Fact]
    public async Task An_unobserved_result_is_marked_unverified_and_has_no_duration()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"));
        await site.Services.GetRequiredService<IConversationStore>().WriteAsync(
        [
            new FunctionEventRecord
            {
                ConversationId = "conv-42", WriterId = Guid.NewGuid(), Sequence = 1, Id = "call 1", Name = "look", StartedAt = ManualClock.DefaultStart,
                Outcome = FunctionOutcome.Completed, IsUnobserved = true,
            },
        ]);

        string body = (await site.GetWithKeyAsync(Path)).Body;
        body.Should().Contain("this is the result that the model got\">Not verified</span>");
        var json = (await site.GetWithKeyAsync("/convlog/v1/conversations/conv-42")).Json.GetProperty("function_events")[0];
        (json.GetProperty("observed").GetBoolean(), json.GetProperty("duration_ms").ValueKind).Should().Be((false, JsonValueKind.Null));
    }

    [Theory]
    [InlineData(FunctionOutcome.Completed, "Completed")]
    [InlineData(FunctionOutcome.Failed, "Failed")]
    [InlineData(FunctionOutcome.Abandoned, "Abandoned")]
    [InlineData(null, "Running")]
    public async Task The_outcome_of_a_function_is_shown(FunctionOutcome? outcome, string shown)
    {
        await using var site = await Site.StartAsync();
        var conv = site.Open(new ConversationInfo("conv-42"));
        conv.BeginTurn("Hello");
        var call = conv.BeginFunction("save_guest");
        if (outcome is FunctionOutcome.Completed)
        {
            call.Dispose();
        }
        else if (outcome is FunctionOutcome.Failed)
        {
            call.Fail("No.");
            call.Dispose();
        }

        if (outcome is FunctionOutcome.Abandoned)
        {
            await conv.DisposeAsync();
        }
        else
        {
            await conv.FlushAsync();
        }

        (await site.GetAsync(Path)).Body.Should()
            .Contain($">{shown}</span>").And.Contain($"<details class=\"call {shown.ToLowerInvariant()}\" open id=\"f-{call.Id}\">");
    }

    [Fact]
    public async Task A_nested_call_follows_its_parent_call_and_names_it()
    {
        string body = await ReviewAsync(static (conv, _) =>
        {
            using var outer = conv.BeginFunction("outer");
            using var inner = conv.BeginFunction("inner");
            conv.Log.Info("deep");
        });

        body.Should().Contain("name depth-1").And.Contain("<span class=\"label\">Parent call</span>");
        Positions(body, "<code><bdi>outer</bdi>", "<code><bdi>inner</bdi>", "Parent call").Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task Entries_outside_functions_and_outside_turns_are_shown()
    {
        await using var site = await Site.StartAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            conv.Log.Info("before any turn");
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            using (var turn = conv.BeginTurn("Hello"))
            {
                conv.Log.Info("in the turn only");
                turn.Complete("Hi.");
            }

            site.Clock.Advance(TimeSpan.FromSeconds(1));
            conv.Log.Info("after the turn");
        }

        await using (var again = site.Open(new ConversationInfo("conv-42")))
        {
            again.Log.Info("after all turns");
        }

        string body = (await site.GetAsync(Path)).Body;

        Positions(body, "id=\"before\"", "before any turn", "id=\"t1\"", "in the turn only", "after the turn", ">after<", "id=\"outside\"", "after all turns")
            .Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task Turns_calls_and_entries_have_anchors_and_problems_link_to_each_other()
    {
        string body = await ReviewAsync(static (conv, _) =>
        {
            conv.Log.Error("first");
            conv.Log.Info("between");
            conv.Log.Error("second");
        });

        string[] anchors = [.. Regex.Matches(body, "(?<=<li class=\"entry error\" id=\")e-[0-9a-f]{32}", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(static match => match.Value)];
        anchors.Should().HaveCount(2);
        body.Should().ContainAll("id=\"t1\"", $"href=\"#{anchors[0]}\" title=\"First problem\"", $"href=\"#{anchors[1]}\" title=\"Last problem\"",
            $"href=\"#{anchors[1]}\" title=\"Next problem\"");
    }

    [Fact]
    public async Task Conversation_details_are_shown_next_to_the_turns()
    {
        await using var site = await Site.StartAsync();
        await using (var conv =
            site.Open(new ConversationInfo("conv-42") { AgentId = "bookings", AccountId = "northbay", Language = "en-GB", VariantId = "B",
            Direction = ConversationDirection.Outbound }))
        {
            using (var turn = conv.BeginTurn("Hello"))
            {
                site.Clock.Advance(TimeSpan.FromMilliseconds(820));
                conv.SetState("city", "Napa");
                turn.Complete("Hi.", new ModelUsage("gpt-x", 310, 42, 0.0016m, timeToFirstToken: TimeSpan.FromMilliseconds(210)));
            }

            conv.WriteMetric("booked", true);
            conv.AddNote("Ask the practice.", "Ada");
            conv.HandOff("front-desk", "SLOT_UNAVAILABLE");
        }

        (await site.GetAsync(Path)).Body.Should().ContainAll(
            "northbay", "en-GB", "outbound", "gpt-x", "352 tokens", "310 in, 42 out", "$0.0016", "0.82 s", "0.21 s, median", "booked", "front-desk",
                "SLOT_UNAVAILABLE", "Ada", "city");
    }

    [Fact]
    public async Task Handoffs_are_shown_between_turns_and_a_human_name_requires_the_permission()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            Turn(conv, "answer one");
            conv.HandOff("front-desk", "ASKED", "Jane Roe");
            Turn(conv, "answer two");
            conv.HandBack("SOLVED");
            Turn(conv, "answer three");
            conv.HandOff("night-desk");
            Turn(conv, "answer four");
            conv.HandOff("last-desk");
            conv.End(EndReason.UserEnded);
        }

        string body = (await site.GetWithKeyAsync(Path)).Body;
        string revealed = (await site.RevealAsync(Path)).Body;

        Positions(body, "answer one", "front-desk", "answer two", "Handed back to the agent", "SOLVED", "answer three", "night-desk", "answer four",
            "last-desk").Should().BeInAscendingOrder().And.NotContain(int.MinValue);
        Speakers(body).Should().Equal("User", "Agent", "User", "Person", "User", "Agent", "User", "Person");
        Speakers(revealed).Should().Equal("User", "Agent", "User", "Jane Roe", "User", "Agent", "User", "Person");
        body.Should().Contain("Ended by the user").And.NotContain("Jane");
        (await site.GetWithKeyAsync("/convlog/copy?id=conv-42&as=markdown")).Body.Should().Contain("- Person: `answer two`").And.NotContain("Jane");

        void Turn(Conversation conv, string answer)
        {
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            using var turn = conv.BeginTurn("hi");
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            turn.Complete(answer);
        }
    }

    [Fact]
    public async Task Handovers_between_agents_are_shown_in_their_turn_and_folded_if_there_are_many()
    {
        string body = await ReviewAsync(static (conv, _) =>
        {
            using var turn = conv.BeginTurn("hi");
            turn.HandOver("triage", "billing", "INVOICE", "Jane was charged twice");
            for (int i = 0; i < 11; i++)
            {
                turn.HandOver($"agent {i}", $"agent {i + 1}");
            }
        });

        Positions(body, "class=\"turn", "triage", "billing", "INVOICE", "[redacted]", "2 more hand-overs", "agent 10", "agent 11").Should().BeInAscendingOrder()
            .And.NotContain(int.MinValue);
        Regex.Count(body, "class=\"handover\"").Should().Be(13);
        body.Should().NotContain("Handed off").And.NotContain("Jane").And.Contain("<bdi>triage</bdi> → <bdi>billing</bdi>");
    }

    [Fact]
    public async Task Nested_values_are_folded_and_error_bodies_are_indented()
    {
        string body = await ReviewAsync(
            static (conv, _) =>
            {
                conv.Log.Info("Found", ("small", new[] { 1, 2 }),
                    ("large", new { name = "Garcia Daniel", address = "575 Lincoln Avenue # 305C", type = "Psychiatrist" }), ("long", new string('x', 500)));
                conv.LogApiResponse("POST", "https://crm.example/contacts", 409, TimeSpan.FromMilliseconds(3), """{"code":"taken","next":[1,2]}""");
            },
            isRevealed: true);

        body.Should().ContainAll("{3 keys}", "500 characters", "Error body, 29 characters", "<span class=\"status bad\">409</span>");
        WebUtility.HtmlDecode(Text(body)).Should().Contain("[1, 2]").And.Contain("{\n  \"code\": \"taken\",\n  \"next\": [\n    1,\n    2\n  ]\n}");
    }

    [Fact]
    public async Task Dropped_and_truncated_data_is_reported()
    {
        string body = await ReviewAsync(static (conv, _) =>
        {
            using var call = conv.BeginFunction("save_guest");
            conv.Log.Info(new string('x', 20_000));
            for (int i = 0; i < 10_001; i++)
            {
                conv.Log.Info("step");
            }
        });

        body.Should().ContainAll("2 entries dropped: the entry limit was reached.", "1 entry truncated: a text was too long.");
    }

    [Fact]
    public async Task A_conversation_with_many_turns_has_an_overview_of_at_most_100_slots()
    {
        await using var site = await Site.StartAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            for (int i = 0; i < 350; i++)
            {
                using var turn = conv.BeginTurn("Go on");
                turn.Complete("Yes.");
            }
        }

        string body = (await site.GetAsync(Path)).Body;

        body.Should().ContainAll("aria-label=\"Turns 1 to 4\"", "aria-label=\"Turns 349 to 350\"", "id=\"t350\"");
    }

    [Fact]
    public async Task A_missing_conversation_is_reported()
    {
        await using var site = await Site.StartAsync();

        var answer = await site.GetAsync("/convlog/conversations/none");

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        answer.Body.Should().Contain("Conversation not found").And.Contain("href=\"/convlog\"");
    }

    private static async Task<string> ReviewAsync(Action<Conversation, ManualClock> inTurn, bool isRevealed = false)
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"), conv => inTurn(conv, site.Clock));
        return (isRevealed ? await site.RevealAsync(Path) : await site.GetWithKeyAsync(Path)).Body;
    }

    private static int[] Positions(string body, params string[] texts)
        => [.. texts.Select(text => body.IndexOf(text, body.IndexOf("class=\"thread\"", StringComparison.Ordinal), StringComparison.Ordinal))
            .Select(static position => position >= 0 ? position : int.MinValue)];

    private static IEnumerable<string> Speakers(string body)
        => Regex.Matches(
                body, "<span class=\"speaker\">(?<who>.*?)</span>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(static match => Text(match.Groups["who"].Value).Trim());

    private static string Text(string html) => Regex.Replace(html, "<[^>]+>", "", RegexOptions.None, TimeSpan.FromSeconds(5));
}
