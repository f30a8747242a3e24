using System.Text;
using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Tests.Review;

public sealed class WaterfallTests
{
    [Fact]
    public async Task Rows_are_in_time_order_with_nested_calls_after_their_function_call()
    {
        var waterfall = await OfAsync(static (conv, clock) =>
        {
            Model(conv, clock, "asks", 100);
            using (conv.BeginFunction("outer"))
            {
                clock.Pass(10);
                conv.LogApiResponse("GET", "https://crm.example/contacts", 200, TimeSpan.FromMilliseconds(10));
                using (conv.BeginFunction("inner"))
                {
                    Model(conv, clock, "sums up", 50);
                }
            }

            conv.LogApiResponse("GET", "https://crm.example/outside", 200, TimeSpan.Zero);
            clock.Pass(1);
            Model(conv, clock, "answers", 200);
        });

        waterfall!.Rows.Select(row => (Name(row), row.Depth)).Should().Equal(
            ("asks", 0), ("outer", 0), ("/contacts", 1), ("inner", 1), ("sums up", 2), ("/outside", 0), ("answers", 0));
        waterfall.Axis.Length.Should().Be(TimeSpan.FromMilliseconds(361));
    }

    [Fact]
    public async Task A_response_is_placed_by_its_start_instead_of_its_log_time()
    {
        var waterfall = await OfAsync(static (conv, clock) =>
        {
            Model(conv, clock, "asks", 100);
            clock.Pass(300);
            conv.LogApiResponse("GET", "https://crm.example/contacts", 200, TimeSpan.FromMilliseconds(200));
        });

        var row = waterfall!.Rows[1];
        (row.Start - waterfall.Axis.Start, row.Duration).Should().Be((TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task The_critical_path_consists_of_calls_that_delayed_the_end()
    {
        var waterfall = await OfAsync(static (conv, clock) =>
        {
            Model(conv, clock, "asks", 100);
            var slow = conv.CurrentTurn!.BeginModelCall("slow");
            Model(conv, clock, "quick", 50);
            clock.Pass(50);
            slow.Dispose();
            using (conv.BeginFunction("save_guest"))
            {
                clock.Pass(100);
            }

            Model(conv, clock, "answers", 100);
        });

        waterfall!.Rows.Where(static row => row.IsCritical).Select(Name).Should().Equal("asks", "slow", "save_guest", "answers");
        (waterfall.ModelShare, waterfall.FunctionShare).Should().Be((0.75, 0.25));
    }

    [Fact]
    public async Task Overlapping_calls_are_counted_once_in_their_share()
    {
        var waterfall = await OfAsync(static (conv, clock) =>
        {
            var one = conv.CurrentTurn!.BeginModelCall("one");
            var two = conv.CurrentTurn!.BeginModelCall("two");
            clock.Pass(100);
            one.Dispose();
            two.Dispose();
            clock.Pass(100);
        });

        waterfall!.ModelShare.Should().BeApproximately(0.5, 0.001);
    }

    [Fact]
    public async Task A_turn_without_calls_has_no_waterfall_even_with_usage()
    {
        (await OfAsync(static (conv, _) =>
        {
            using var call = conv.BeginFunction("save_guest");
        }))!.Rows.Should().ContainSingle();

        var view = await Played.Async(static (conv, _) =>
        {
            using var turn = conv.BeginTurn("Hello");
            turn.Complete("Hi.", new ModelUsage("gpt-x", 310, 42));
        });
        view.Turns[0].ModelCalls.Should().ContainSingle("it stands for the usage");
        Waterfall.Of(view.Turns[0]).Should().BeNull();
    }

    [Fact]
    public async Task A_message_links_to_the_model_call_in_which_it_was_new()
    {
        var view = await Played.Async(static (conv, clock) =>
        {
            for (int i = 0; i < 2; i++)
            {
                using var turn = conv.BeginTurn(Booking.Said);
                Booking.Play(conv, clock);
            }
        });
        var origins = new MessageOrigins(view.Turns);
        var first = view.Turns[0].ModelCalls;
        var last = view.Turns[1].ModelCalls[1];

        origins.Of(first[1]).Select(static origin => origin.CallId).Should().Equal(first[0].Id, first[0].Id, first[0].Id, first[1].Id);
        origins.Of(last).Should().HaveCount(4).And.OnlyContain(origin => origin.Turn <= 2);
        origins.Of(last)[0].Should().Be(new MessageOrigin(first[0].Id, 1));
    }

    [Fact]
    public void Cyclic_and_missing_parents_lose_no_calls()
    {
        FunctionEventView[] calls = [Call("a", parent: "b"), Call("b", parent: "a"), Call("c", parent: "elsewhere"), Call("self", parent: "self")];

        Waterfall.Of(new UnassignedLog("", "", calls, [], [], []))!.Rows.Select(static row => row.Id).Should().BeEquivalentTo("a", "b", "c", "self");
    }

    [Fact]
    public async Task Deeply_nested_calls_have_a_maximum_displayed_depth()
    {
        var waterfall = await OfAsync(static (conv, _) =>
        {
            for (int i = 0; i < 500; i++)
            {
                conv.BeginFunction($"f{i}");
            }
        });

        waterfall!.Rows.Should().HaveCount(500);
        waterfall.Rows.Max(static row => row.Depth).Should().Be(6);
    }

    private static async Task<Waterfall?> OfAsync(Action<Conversation, ManualClock> inTurn)
    {
        var view = await Played.Async((conv, clock) =>
        {
            using var turn = conv.BeginTurn("Hello");
            inTurn(conv, clock);
            turn.Complete("Hi.");
        });
        return Waterfall.Of(view.Turns[0]);
    }

    // A live conversation cannot create such parents, but stored or imported data can.
    private static FunctionEventView Call(string id, string parent)
        => ConversationJson.ReadFunctionEvent(Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","name":"{{id}}","parent_id":"{{parent}}"}"""));

    private static void Model(Conversation conv, ManualClock clock, string name, int milliseconds)
    {
        using var call = conv.CurrentTurn!.BeginModelCall(name);
        clock.Pass(milliseconds);
    }

    private static string Name(WaterfallRow row) => row.Model?.Model ?? row.Call?.Name ?? new Uri(row.Response!.Url.Text).AbsolutePath;
}
