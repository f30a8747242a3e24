namespace ConvLog.Tests.Entries;

public class ApiResponseEntryTests
{
    [Fact]
    public void An_API_response_belongs_to_the_current_function_event()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        using var call = session.Conversation.BeginFunction("f");
        session.Log.Info("before");
        session.Conversation.LogApiResponse("post", "https://crm.example/contacts", 201, TimeSpan.FromMilliseconds(12.5));
        session.Log.Info("after");

        var response = session.Sink.ApiResponses.Should().ContainSingle().Subject;
        response.Method.Should().Be("POST");
        response.Url.Should().Be("https://crm.example/contacts");
        response.StatusCode.Should().Be(201);
        response.Elapsed.Should().Be(TimeSpan.FromMilliseconds(12.5));
        response.ErrorBody.Should().BeNull();
        response.IsError.Should().BeFalse();
        response.Timestamp.Should().Be(ManualClock.DefaultStart);
        response.Sequence.Should().Be(1);
        response.FunctionEvent.Should().BeSameAs(call);
        response.Turn.Should().BeSameAs(turn);
        response.ConversationId.Should().Be("conv-42");
        call.ApiResponses.Should().Equal(response);
        call.Entries.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(199, true)]
    [InlineData(200, false)]
    [InlineData(299, false)]
    [InlineData(300, true)]
    [InlineData(409, true)]
    [InlineData(0, true)]
    public void The_body_is_kept_for_error_statuses_only(int status, bool isError)
    {
        using var session = new Session();
        session.Conversation.LogApiResponse("GET", "https://crm.example", status, TimeSpan.Zero, errorBody: "exists");

        session.Sink.ApiResponses[0].ErrorBody.Should().Be(isError ? "exists" : null);
        session.Sink.ApiResponses[0].IsError.Should().Be(isError);
    }

    [Fact]
    public void An_override_groups_calls_that_differ_in_an_id()
    {
        using var session = new Session();
        session.Conversation.LogApiResponse("GET", "https://crm.example/contacts/17", 200, TimeSpan.Zero, overrideUrl: "https://crm.example/contacts/{id}");

        session.Sink.ApiResponses[0].Url.Should().Be("https://crm.example/contacts/{id}");
    }

    [Fact]
    public void Fields_and_the_flag_extend_the_documented_contract()
    {
        using var session = new Session();
        session.Conversation.LogApiResponse("GET", "u", 200, TimeSpan.Zero, null, null, true, ("attempt", 2), LogField.Pii("phone", "+1"));
        session.Conversation.LogApiResponse("GET", "u", 200, TimeSpan.Zero, fields: [("pii", true), ("level", 1)]);
        session.Conversation.LogApiResponse("GET", "u", 200, TimeSpan.Zero, null, null, false, new LogField[] { ("a", 1) });

        session.Sink.ApiResponses[0].IsPii.Should().BeTrue();
        session.Sink.ApiResponses[0].Fields.ToString().Should().Be("attempt=2, phone=[redacted]");
        session.Sink.ApiResponses[1].IsPii.Should().BeTrue();
        session.Sink.ApiResponses[2].Fields.ToString().Should().Be("a=1");
    }

    [Fact]
    public void Missing_malformed_or_long_values_are_repaired_and_truncations_counted()
    {
        using var session = new Session(new LogLimits { TextLength = 16 });
        using var call = session.Conversation.BeginFunction("f");
        session.Conversation.LogApiResponse(null!, null!, -5, TimeSpan.FromSeconds(-1), errorBody: new string('x', 20));
        session.Conversation.LogApiResponse("g\uD800", "u\uD800", 500, TimeSpan.Zero, errorBody: "b\uDC00");

        var first = call.ApiResponses[0];
        first.Method.Should().BeEmpty();
        first.Url.Should().BeEmpty();
        first.Elapsed.Should().Be(TimeSpan.Zero);
        first.ErrorBody.Should().Be(new string('x', 16) + "… [cut, 20 characters]");
        call.Losses.Truncated[LossReason.TextLength].Should().Be(1);
        (call.ApiResponses[1].Method + call.ApiResponses[1].Url + call.ApiResponses[1].ErrorBody).Should().Be("G\uFFFDu\uFFFDb\uFFFD");
    }

    [Fact]
    public void Outside_any_event_it_belongs_to_the_turn_and_outside_any_turn_to_the_conversation()
    {
        using var session = new Session();
        session.Conversation.LogApiResponse("GET", "1", 200, TimeSpan.Zero);
        using var turn = session.Conversation.BeginTurn();
        session.Conversation.LogApiResponse("GET", "2", 200, TimeSpan.Zero);

        session.Sink.ApiResponses[0].Turn.Should().BeNull();
        session.Sink.ApiResponses[1].Turn.Should().BeSameAs(turn);
        session.Sink.ApiResponses.Should().OnlyContain(response => response.FunctionEvent == null);
    }

    [Fact]
    public void Every_response_has_an_id_of_its_own()
    {
        using var session = new Session();
        session.Conversation.LogApiResponse("GET", "1", 200, TimeSpan.Zero);
        session.Conversation.LogApiResponse("GET", "1", 200, TimeSpan.Zero);

        session.Sink.ApiResponses.Select(response => response.Id).Should().OnlyHaveUniqueItems().And.NotContain(Guid.Empty);
    }
}
