using WebConsole.Replay;

namespace WebConsole.Tests.Replay;

public sealed class ChanceTests
{
    [Fact]
    public void The_same_text_gives_the_same_sequence_in_every_version()
        => Draw("1_00000").Take(6).Should().Equal(601, 601, 711, 921, 532, 290);

    [Fact]
    public void Different_texts_give_different_sequences()
        => Draw("1_00000").Should().NotEqual(Draw("1_00001"));

    [Fact]
    public void Numbers_cover_their_full_range_and_stay_within_it()
    {
        var chance = Chance.For("range");

        Enumerable.Range(0, 2_000).Select(_ => chance.Next(7)).Distinct().Order().Should().Equal(0, 1, 2, 3, 4, 5, 6);
    }

    [Fact]
    public void Durations_stay_within_their_bounds()
    {
        var chance = Chance.For("durations");

        Enumerable.Range(0, 2_000).Select(_ => chance.Milliseconds(90, 900).TotalMilliseconds).Should().OnlyContain(ms => ms >= 90 && ms < 900);
    }

    [Fact]
    public void An_event_with_a_chance_of_one_in_four_occurs_about_as_often()
    {
        var chance = Chance.For("quarter");

        Enumerable.Range(0, 4_000).Count(_ => chance.OnceIn(4)).Should().BeInRange(900, 1_100);
    }

    private static int[] Draw(string text)
    {
        var chance = Chance.For(text);
        return [.. Enumerable.Range(0, 20).Select(_ => chance.Next(1_000))];
    }
}
