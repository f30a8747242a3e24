using ConvLog.AspNetCore.Review;

namespace ConvLog.AspNetCore.Tests.Review;

public sealed class OverviewTests
{
    [Fact]
    public async Task Turns_are_placed_by_time_if_there_is_room()
    {
        var overview = await OfAsync(turns: 3, static i => i == 0 ? 1_000 : 2_000);

        overview.Slots.Select(static slot => Math.Round(slot.From, 2)).Should().Equal(0, 0.2, 0.59);
        overview.Ticks.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Turns_too_short_to_draw_by_time_are_placed_side_by_side()
    {
        var overview = await OfAsync(turns: 4, static i => i == 1 ? 86_400_000 : 100);

        overview.Slots.Select(static slot => slot.From).Should().Equal(0, 0.25, 0.5, 0.75);
        overview.Ticks.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 100)]
    [InlineData(101, 51)]
    [InlineData(350, 88)]
    [InlineData(1_000, 100)]
    public async Task Many_turns_share_at_most_100_slots_and_each_is_in_one_slot(int turns, int slots)
    {
        var overview = await OfAsync(turns, static _ => 0);

        overview.Slots.Should().HaveCount(slots);
        overview.Slots.SelectMany(static slot => Enumerable.Range(slot.First, slot.Last - slot.First + 1)).Should().Equal(Enumerable.Range(1, turns));
    }

    [Fact]
    public async Task A_slot_is_marked_if_one_of_its_turns_has_a_problem()
    {
        var view = await Played.Async(static (conv, _) =>
        {
            for (int i = 0; i < 200; i++)
            {
                using var turn = conv.BeginTurn("Hello");
                if (i == 150)
                {
                    conv.Log.Error("Failed");
                }
            }
        });

        Overview.Of(view).Slots.Where(static slot => slot.IsBad).Should().ContainSingle().Which.First.Should().Be(151);
    }

    [Fact]
    public async Task Coinciding_marks_are_drawn_once()
    {
        var view = await Played.Async(static (conv, _) =>
        {
            using var turn = conv.BeginTurn("Hello");
            for (int i = 0; i < 5_000; i++)
            {
                conv.Log.Info("step");
            }
        });

        Overview.Of(view).Marks.Should().ContainSingle();
    }

    [Fact]
    public async Task All_marks_are_within_the_overview()
    {
        var overview = await OfAsync(turns: 40, static i => i * 37 % 900);

        overview.Slots.Should().OnlyContain(static slot => slot.From >= 0 && slot.Width > 0 && slot.From + slot.Width <= 1.001);
        overview.Bars.Should().OnlyContain(static bar => bar.From >= 0 && bar.From + bar.Width <= 1.01);
    }

    private static async Task<Overview> OfAsync(int turns, Func<int, int> milliseconds) => Overview.Of(await Played.Async((conv, clock) =>
    {
        for (int i = 0; i < turns; i++)
        {
            using var turn = conv.BeginTurn("Hello");
            using var call = conv.BeginFunction("save_guest");
            clock.Pass(milliseconds(i));
        }
    }));
}
