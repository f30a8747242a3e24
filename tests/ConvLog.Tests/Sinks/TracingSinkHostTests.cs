using System.Diagnostics;

namespace ConvLog.Tests.Sinks;

/// <summary>Spans in combination with the host's own spans of the same tools, models and agents.</summary>
public sealed class TracingSinkHostTests : TracedTest
{
    [Fact]
    public void A_span_of_the_same_tool_is_used_and_not_doubled()
    {
        using var conv = Open();
        using (var outer = Other.StartActivity("execute_tool f")!.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", "f"))
        {
            conv.RunFunction("f", () => Activity.Current.Should().BeSameAs(outer));
            outer.IsStopped.Should().BeFalse("whoever made it ends it");
            conv.RunFunction("g", () => Activity.Current!.Parent.Should().BeSameAs(outer));
        }

        Spans.Select(static span => span.OperationName).Should().Equal("execute_tool g");
    }

    [Fact]
    public void Spans_of_the_host_are_not_changed()
    {
        using var agent = Other.StartActivity("invoke_agent other")!.SetTag("gen_ai.operation.name", "invoke_agent");
        using var conv = Open();
        using var turn = conv.BeginTurn();
        Activity.Current.Should().BeSameAs(agent, "a loop inside looks for it");
        conv.RunFunction("outside", () => Activity.Current.Should().BeSameAs(agent));
        using (var chat = Other.StartActivity("chat m")!.SetTag("gen_ai.operation.name", "chat"))
        {
            turn.BeginModelCall("m").Complete();
            chat.TagObjects.Should().ContainSingle();
        }

        using (var tool = Other.StartActivity("execute_tool f")!.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", "f"))
        {
            Fails(conv, "f", new InvalidOperationException(Canary));
            tool.TagObjects.Should().HaveCount(2);
            tool.Status.Should().Be(ActivityStatusCode.Unset);
        }

        agent.TagObjects.Should().ContainSingle();
        Spans.Select(static span => span.OperationName).Should().Equal("execute_tool outside");
    }

    [Fact]
    public void The_span_of_a_waiting_turn_ends_once_and_its_continuation_has_its_own()
    {
        var wait = new TurnWait(TurnWaitKind.Approval, "call_1");
        using (var conv = Open())
        {
            conv.BeginTurn("pay").Wait(wait);
            Spans.Should().ContainSingle().Which.Status.Should().Be(ActivityStatusCode.Unset);
            conv.ContinueTurn(callId: "call_1")!.Complete("paid");
            Spans.Should().ContainSingle("the turn ends in the opening where it began");
            conv.BeginTurn("and again").Wait(wait);
        }

        using (var later = Open())
        {
            later.ContinueTurn(callId: "call_1")!.Complete("paid");
        }

        Spans.Select(static span => span.OperationName).Should().Equal(Enumerable.Repeat("invoke_agent shop", 3));
    }

    [Fact]
    public void An_activity_that_no_listener_records_replaces_no_span()
    {
        using var conv = Open();
        using (new Activity("execute_tool f").SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", "f").Start())
        {
            conv.RunFunction("f", static () => { });
        }

        using (new Activity("invoke_agent other").Start())
        {
            conv.BeginTurn().Dispose();
        }

        Spans.Select(static span => span.OperationName).Should().Equal("execute_tool f", "invoke_agent shop");
    }

    [Fact]
    public void A_repeated_call_inside_the_hosts_tool_span_has_its_own_span()
    {
        using var conv = Open();
        using var tool = Other.StartActivity("execute_tool f")!.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", "f");
        conv.RunFunction("f", () => conv.RunFunction("f", static () => { }));

        Spans.Should().ContainSingle().Which.ParentSpanId.Should().Be(tool.SpanId);
    }

    [Fact]
    public async Task Reusing_an_agents_span_never_reuses_the_span_of_a_turn()
    {
        using var conv = Open();
        var turn = conv.BeginTurn();
        var span = Activity.Current!;
        span.DisplayName.Should().Be("turn shop", "a loop of Microsoft.Extensions.AI would start its spans from its source");
        await Task.Run(turn.Dispose);

        Activity.Current.Should().BeSameAs(span, "this flow has outlived the turn");
        span.DisplayName.Should().Be("invoke_agent shop", "so it is exported");
        span.Source.StartActivity("execute_tool f").Should().BeNull();
        Activity.Current = null;
        conv.RunFunction("f", static () => { });
        Span("execute_tool f");
    }

    [Fact]
    public async Task A_flow_that_lost_the_turns_span_returns_to_it_with_the_turn()
    {
        using var host = Other.StartActivity("host");
        using var conv = Open();
        var turn = await Task.Run(() => conv.BeginTurn());
        Activity.Current.Should().BeSameAs(host);
        using (turn.MakeCurrent())
        {
            Activity.Current!.OperationName.Should().Be("invoke_agent shop");
            using (turn.MakeCurrent())
            {
                using var inside = Other.StartActivity("inside");
                using var again = turn.MakeCurrent();
                Activity.Current.Should().BeSameAs(inside, "the flow is inside of the turn's");
            }

            Activity.Current.OperationName.Should().Be("invoke_agent shop");
        }

        Activity.Current.Should().BeSameAs(host);
        turn.Dispose();
        using var late = turn.MakeCurrent();
        Activity.Current.Should().BeSameAs(host);
    }

    [Fact]
    public async Task In_a_flow_that_lost_the_turns_span_a_function_is_inside_it()
    {
        using (var conv = Open())
        {
            using var turn = conv.BeginTurn();
            Task elsewhere;
            using (ExecutionContext.SuppressFlow())
            {
                elsewhere = Task.Run(() => conv.RunFunction("f", static () => { }));
            }

            await elsewhere;
        }

        Span("execute_tool f").ParentSpanId.Should().Be(Span("invoke_agent shop").SpanId);
    }
}
