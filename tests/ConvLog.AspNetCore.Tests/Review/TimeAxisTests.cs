using ConvLog.AspNetCore.Review;

namespace ConvLog.AspNetCore.Tests.Review;

public sealed class TimeAxisTests
{
    [Fact]
    public async Task A_bar_is_placed_by_the_time_of_its_call_in_the_turn()
    {
        var view = await Played.Async(static (conv, clock) =>
        {
            using var turn = conv.BeginTurn("Hello");
            clock.Pass(250);
            using (conv.BeginFunction("save_guest"))
            {
                clock.Pass(500);
            }

            clock.Pass(250);
            turn.Complete("Hi.");
        });
        var axis = TimeAxis.Of(view.Turns[0]);

        axis.Length.Should().Be(TimeSpan.FromSeconds(1));
        var call = view.Turns[0].FunctionEvents[0];
        axis.Bar(call).Should().Be((0.25, 0.5));
        axis.Bar(call with { Duration = null }).Width.Should().Be(0.75, "it runs on");
        axis.Bar(call with { Duration = null, IsUnobserved = true }).Width.Should().BeLessThan(0.02, "nothing is known of how long it took");
        axis.Bar(call with { Duration = null, IsHosted = true }).Width.Should().BeLessThan(0.02);
    }

    [Fact]
    public async Task A_call_that_outlasts_the_answer_extends_the_axis()
    {
        var view = await Played.Async(static (conv, clock) =>
        {
            using var turn = conv.BeginTurn("Hello");
            using var call = conv.BeginFunction("save_guest");
            clock.Pass(500);
            turn.Complete("Hi.");
            clock.Pass(500);
        });

        TimeAxis.Of(view.Turns[0]).Length.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_abandoned_call_extends_to_the_end()
    {
        var view = await Played.Async(static (conv, clock) =>
        {
            var turn = conv.BeginTurn("Hello");
            clock.Pass(400);
            conv.BeginFunction("hold_slot");
            clock.Pass(600);
            turn.Complete("Hi.");
        });

        TimeAxis.Of(view.Turns[0]).Bar(view.Turns[0].FunctionEvents[0]).Should().Be((0.4, 0.6));
    }

    [Fact]
    public async Task A_bar_without_duration_is_still_visible()
    {
        var view = await Played.Async(static (conv, _) =>
        {
            using var turn = conv.BeginTurn("Hello");
            using var call = conv.BeginFunction("save_guest");
        });

        var (from, width) = TimeAxis.Of(view.Turns[0]).Bar(view.Turns[0].FunctionEvents[0]);

        from.Should().Be(0);
        width.Should().BeGreaterThan(0);
    }

    [Fact]
    public async Task A_clock_set_back_draws_nothing_outside_the_chart()
    {
        var view = await Played.Async(static (conv, clock) =>
        {
            using var turn = conv.BeginTurn("Hello");
            clock.Pass(1_000);
            clock.SetUtcNow(clock.GetUtcNow().AddHours(-1));
            using (conv.BeginFunction("save_guest"))
            {
                clock.Pass(100);
            }

            turn.Complete("Hi.");
        });

        var (from, width) = TimeAxis.Of(view.Turns[0]).Bar(view.Turns[0].FunctionEvents[0]);

        from.Should().BeInRange(0, 1);
        (from + width).Should().BeInRange(0, 1.000001);
    }
}
