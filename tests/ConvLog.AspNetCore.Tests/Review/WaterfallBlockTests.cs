using ConvLog.AspNetCore.Review;

namespace ConvLog.AspNetCore.Tests.Review;

public sealed class WaterfallBlockTests
{
    [Fact]
    public async Task Of_twenty_nested_calls_only_the_failed_one_and_its_caller_are_unfolded()
    {
        var waterfall = await NestedAsync(calls: 20, failed: 11);

        var blocks = WaterfallBlock.Of(waterfall);

        blocks.Select(static block => (block.Rows.Count, block.IsFolded)).Should().Equal((1, false), (11, true), (1, false), (8, true));
        blocks[2].Rows[0].Call!.Name.Should().Be("step11");
    }

    [Fact]
    public async Task A_selected_call_is_not_folded()
    {
        var waterfall = await NestedAsync(calls: 20, failed: -1);
        string selected = waterfall.Rows.First(static row => row.Call?.Name is "step5").Id;

        WaterfallBlock.Of(waterfall, selected).Where(static block => !block.IsFolded)
            .SelectMany(static block => block.Rows).Select(static row => row.Call!.Name).Should().Equal("outer", "step5");
    }

    [Fact]
    public async Task A_short_waterfall_is_shown_in_full()
    {
        var waterfall = await NestedAsync(calls: 10, failed: -1);

        WaterfallBlock.Of(waterfall).Should().ContainSingle().Which.IsFolded.Should().BeFalse();
    }

    private static async Task<Waterfall> NestedAsync(int calls, int failed)
    {
        var view = await Played.Async((conv, clock) =>
        {
            using var turn = conv.BeginTurn("Hello");
            using (conv.BeginFunction("outer"))
            {
                for (int i = 0; i < calls; i++)
                {
                    using var call = conv.BeginFunction($"step{i}");
                    clock.Pass(10);
                    if (i == failed)
                    {
                        call.Fail("No.");
                    }
                }
            }

            turn.Complete("Hi.");
        });
        return Waterfall.Of(view.Turns[0])!;
    }
}
