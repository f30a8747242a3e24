using ConvLog.Records;

namespace ConvLog.Tests.Storage.Privacy;

/// <summary>Checks each row of the privacy table for a reader with the permission and one without.</summary>
public class PrivacyGateTableTests
{
    public static TheoryData<string, Func<ConversationView, object?>, object?, object?> Table => new()
    {
        // Entry content and fields, API response method, URL without query, status, elapsed: visible; PII by flag or field.
        { "entry content", v => Call(v).Entries[0].Content, "Slot chosen", "Slot chosen" },
        { "entry fields", v => Call(v).Entries[0].Fields["slot"], "11:15", "11:15" },
        { "entry level", v => Call(v).Entries[0].Level, EntryLevel.Warning, EntryLevel.Warning },
        { "entry with the flag", v => Call(v).Entries.Count(e => e.IsPii), 1, 0 },
        { "field with a mark", v => Call(v).Entries[0].Fields["phone"], "+15551234567", "[redacted]" },
        { "field with a form to show", v => Call(v).Entries[0].Fields["email"], "jane@example.com", "j***@example.com" },
        { "API response method", v => Call(v).ApiResponses[0].Method, "PUT", "PUT" },
        { "API response status", v => Call(v).ApiResponses[0].StatusCode, 409, 409 },
        { "API response elapsed", v => Call(v).ApiResponses[0].Elapsed, TimeSpan.FromMilliseconds(31), TimeSpan.FromMilliseconds(31) },
        { "API response URL", v => Call(v).ApiResponses[0].Url.Text, "https://crm.example/contacts?email=jane", "https://crm.example/contacts?[redacted]" },
        { "API response field", v => Call(v).ApiResponses[0].Fields["who"], "Jane", "[redacted]" },
        { "API response with the flag", v => Call(v).ApiResponses.Count(r => r.IsPii), 1, 0 },

        // API error body, function arguments, results and error text, state values, exception message and stack, turn error text: personal; keys visible.
        { "API error body", v => Call(v).ApiResponses[0].ErrorBody!.Value.Text, "Jane exists", "[redacted]" },
        { "argument", v => Call(v).Arguments["name"], "Jane", "[redacted]" },
        { "argument that is a number", v => Call(v).Arguments["seats"], 2L, "[redacted]" },
        { "argument keys", v => string.Join(',', Call(v).Arguments.Keys), "name,seats", "name,seats" },
        { "result", v => Call(v).Result!.Value.Value, "Jane booked", "[redacted]" },
        { "function error text", v => Failed(v).Error!.Value.Text, "Jane is barred", "[redacted]" },
        { "state value", v => Call(v).StateChanges[0].Variable.Value, "Jane", "[redacted]" },
        { "state key", v => Call(v).StateChanges[0].Variable.Key, "guest", "guest" },
        { "removed variable", v => Call(v).StateChanges[1].Variable.Value, null, null },
        { "exception message", v => Call(v).Entries[^1].Fields["exception_message"], "Jane again", "[redacted]" },
        { "exception stack", v => Call(v).Entries[^1].Fields["exception_stack"]!.ToString()!.Contains("Jane", StringComparison.Ordinal), true, false },
        { "exception type", v => Call(v).Entries[^1].Fields["exception"], "System.InvalidOperationException", "System.InvalidOperationException" },
        { "turn error text", v => v.Turns[1].Error!.Value.Text, "no model for Jane", "[redacted]" },

        // From and to number, user ID, user attributes, feedback comments, team notes, improved answers: personal.
        { "from number", v => v.Summary.FromNumber!.Value.Text, "+15551234567", "REDACTED" },
        { "to number", v => v.Summary.ToNumber!.Value.Text, "+15557654321", "REDACTED" },
        { "user attribute", v => v.Attributes["name"], "Jane Doe", "[redacted]" },
        { "user attribute keys", v => string.Join(',', v.Attributes.Keys), "name", "name" },
        { "feedback comment", v => v.Turns[0].Feedback[0].Comment!.Value.Text, "thanks from Jane", "[redacted]" },
        { "note", v => v.Notes[0].Text.Text, "call Jane back", "[redacted]" },
        { "improved answer", v => v.Turns[0].Annotations[0].ImprovedAnswer.Text, "Hello Jane", "[redacted]" },

        // User input and agent response: visible, masked where the host masks parts.
        { "user input", v => v.Turns[0].UserInput.Text, "I am Jane", "I am [redacted]" },
        { "agent response", v => v.Turns[0].AgentResponse.Text, "Booked.", "Booked." },
        { "title", v => v.Summary.Title.Text, "I am Jane", "I am [redacted]" },

        // IDs, names, timings, token counts, ratings, outcome, exception type, metrics: visible.
        { "conversation id", v => v.Summary.ConversationId, "conv-42", "conv-42" },
        { "agent, account, project", v => $"{v.Summary.AgentId} {v.Summary.AccountId} {v.Summary.ProjectId}", "bookings acc proj", "bookings acc proj" },
        { "function name", v => Call(v).Name, "save_guest", "save_guest" },
        { "call id", v => Call(v).CallId, "call_7", "call_7" },
        { "model and tokens", v => v.Turns[0].Usage, new ModelUsage("gpt-x", 310, 42), new ModelUsage("gpt-x", 310, 42) },
        { "latency", v => v.Turns[0].Latency, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1) },
        { "duration", v => Call(v).Duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1) },
        { "outcome", v => Call(v).Outcome, FunctionOutcome.Completed, FunctionOutcome.Completed },
        { "failed outcome and type", v => $"{Failed(v).Outcome} {Failed(v).ErrorType}", "Failed System.TimeoutException", "Failed System.TimeoutException" },
        { "turn error type", v => v.Turns[1].ErrorType, "System.TimeoutException", "System.TimeoutException" },
        { "rating", v => v.Turns[0].Feedback[0].Rating, FeedbackRating.Like, FeedbackRating.Like },
        { "metric", v => v.Metrics[0].Metric.Value, 2, 2 },
        { "metric with a mark", v => v.Metrics[1].Metric.Value, "+15551234567", "[redacted]" },
        { "hand-off", v => v.Summary.Handoff!.Destination, "humans", "humans" },
        { "hand-off of the list", v => $"{v.Handoffs[0].Kind} {v.Handoffs[0].Destination} {v.Handoffs[0].Reason}", "Off humans asked", "Off humans asked" },
        { "person who takes over", v => v.Handoffs[0].Person!.Value.Text, "Jane Roe", "[redacted]" },
        { "person who answers", v => v.Turns[1].AnsweredBy!.Value.Text, "Jane Roe", "[redacted]" },
        { "that a person answers", v => $"{v.Turns[0].IsAnsweredByPerson} {v.Turns[1].IsAnsweredByPerson}", "False True", "False True" },

        // Counts omit hidden records.
        { "number of entries", v => v.Summary.EntryCount, 3, 2 },
        { "number of errors", v => v.Summary.ErrorCount, 2, 1 },
        { "what the event took in", v => Call(v).Losses.Accepted, 3L, 2L },
    };

    private static FunctionEventView Call(ConversationView view) => view.Turns[0].FunctionEvents[0];

    private static FunctionEventView Failed(ConversationView view) => view.Turns[0].FunctionEvents[1];

    [Theory]
    [MemberData(nameof(Table), DisableDiscoveryEnumeration = true)]
    public async Task A_reader_gets_what_the_table_grants(string row, Func<ConversationView, object?> read, object? withPermission, object? without)
    {
        await using var session = new StoredSession();
        await WriteAsync(session);

        read(await session.ReadAsync(StoredSession.Permitted)).Should().Be(withPermission, "{0} is shown in full", row);
        read(await session.ReadAsync(StoredSession.Other)).Should().Be(without, "{0} is shown as the table says", row);
    }

    [Fact]
    public async Task A_user_is_a_pseudonym_that_is_the_same_in_all_their_conversations()
    {
        await using var session = new StoredSession();
        await WriteAsync(session);
        await session.Open(new ConversationInfo("later") { UserId = "jane@example.com" }).DisposeAsync();

        string seen = (await session.ReadAsync(StoredSession.Other)).Summary.User!.Value.Text;
        seen.Should().StartWith("user-").And.NotContain("jane");
        (await session.ReadAsync(StoredSession.Other, "later")).Summary.User!.Value.Text.Should().Be(seen);
        (await session.ReadAsync(StoredSession.Permitted)).Summary.User!.Value.Text.Should().Be("jane@example.com");
    }

    [Fact]
    public async Task Masked_values_are_marked_as_personal_for_both_readers()
    {
        await using var session = new StoredSession();
        await WriteAsync(session);

        foreach (var reader in new[] { StoredSession.Permitted, StoredSession.Other })
        {
            var view = await session.ReadAsync(reader);
            Call(view).Entries[0].Fields.Where(field => field.IsPii).Select(field => field.Key).Should().Equal("phone", "email");
            Call(view).Arguments.Should().OnlyContain(field => field.IsPii);
            Call(view).ApiResponses[0].Url.IsPii.Should().BeTrue();
            view.Summary.FromNumber!.Value.IsPii.Should().BeTrue();
            view.Summary.User!.Value.IsPii.Should().BeTrue();
            view.Turns[0].UserInput.IsPii.Should().BeTrue();
            view.Turns[0].AgentResponse.IsPii.Should().BeFalse();
        }
    }

    [Fact]
    public async Task A_reader_without_the_permission_gets_no_personal_data_anywhere()
    {
        await using var session = new StoredSession();
        await WriteAsync(session);

        ViewText.Of(await session.ReadAsync(StoredSession.Permitted)).Should().Contain("ane");
        ViewText.WithoutIds(ViewText.Of(await session.ReadAsync(StoredSession.Other))).Replace("j***@example.com", "", StringComparison.Ordinal).Should()
            .NotContainAny("ane", "555");
        ViewText.WithoutIds(ViewText.Of((await session.Reader().ListAsync(StoredSession.Other, new ConvLog.Storage.ConversationQuery())).Conversations[0]))
            .Should().NotContainAny("ane", "555");
    }

    /// <summary>Writes a conversation in which exactly the personal values contain "ane" or "555".</summary>
    internal static async Task WriteAsync(StoredSession session)
    {
        await using var conv = session.Open(new ConversationInfo("conv-42")
        {
            AgentId = "bookings",
            AccountId = "acc",
            ProjectId = "proj",
            UserId = "jane@example.com",
            FromNumber = "+15551234567",
            ToNumber = "+15557654321",
            Direction = ConversationDirection.Inbound,
            Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = "Jane Doe" },
        });
        using (var turn = conv.BeginTurn(MaskedText.Mask("I am Jane", (5, 4))))
        {
            using (var call = conv.BeginFunction("save_guest", "call_7", new { name = "Jane", seats = 2 }))
            {
                conv.Log.Warning("Slot chosen", ("slot", "11:15"), LogField.Pii("phone", "+15551234567"),
                    LogField.Pii("email", "jane@example.com", shown: "j***@example.com"));
                conv.Log.Error("Jane called", ("number", "+15551234567"), isPii: true);
                conv.LogApiResponse("PUT", "https://crm.example/contacts?email=jane", 409, TimeSpan.FromMilliseconds(31), errorBody: "Jane exists",
                    fields: [LogField.Pii("who", "Jane")]);
                conv.LogApiResponse("GET", "https://crm.example/jane", 200, TimeSpan.Zero, isPii: true);
                conv.SetState("guest", "Jane");
                conv.RemoveState("guest");
                conv.WriteMetric("seats", 2);
                conv.WriteMetric("caller", new MaskedText("+15551234567"));
                conv.HandOff("humans", "asked", "Jane Roe");
                conv.Log.Error("CRM upsert failed", new InvalidOperationException("Jane again"));
                session.Clock.Advance(TimeSpan.FromSeconds(1));
                call.Complete("Jane booked");
            }

            using (var failing = conv.BeginFunction("check_guest"))
            {
                failing.Fail(new TimeoutException("Jane is barred"));
            }

            var asked = turn.BeginModelCall("gpt-x");
            asked.AddRequest(ModelMessage.System("The guest is Jane."), ModelMessage.User(MaskedText.Mask("I am Jane", (5, 4))),
                ModelMessage.Tool("call_7", "Jane booked"));
            asked.Fail("Jane is too much", ModelMessage.Assistant("", [new ModelToolCall("call_8", "save_guest", new { name = "Jane" })], "Jane may sue"));
            turn.Complete("Booked.", new ModelUsage("gpt-x", inputTokens: 310, outputTokens: 42));
            conv.AddFeedback(FeedbackRating.Like, "thanks from Jane");
            conv.Annotate("Hello Jane", "bo");
        }

        using (var turn = conv.BeginTurn("and two more"))
        {
            turn.Fail(new TimeoutException("no model for Jane"));
        }

        conv.AddNote("call Jane back", "bo");
    }
}
