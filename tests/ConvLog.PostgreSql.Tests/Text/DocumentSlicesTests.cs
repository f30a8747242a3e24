using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Text;

public sealed class DocumentSlicesTests : TextTest
{
    // Weeks that start on the days 700, 707…, newest first; each contains its latest document, with one exception.
    private static readonly List<(DaySpan Days, long Latest)> s_weeks =
        [.. Enumerable.Range(0, 9).Select(static i => 700 + (7 * (8 - i)))
            .Select(static first => (new DaySpan(first, first + 7), TicksOf(first == 714 ? 750 : first + 6)))];

    [Fact]
    public void Slices_cover_growing_numbers_of_partitions_and_those_with_newer_documents()
        => DocumentSlices.Of(s_weeks, default).Should().Equal(
            $" AND (day >= 749 AND day < 763 OR day >= 714 AND day < 721) AND time >= {TicksOf(749)}",
            $" AND (day >= 714 AND day < 749) AND time >= {TicksOf(721)} AND time < {TicksOf(749)}",
            $" AND (day >= 700 AND day < 721) AND time < {TicksOf(721)}");

    [Fact]
    public void The_first_slice_covers_all_newer_partitions()
        => DocumentSlices.Of(s_weeks, new DocumentWindow { To = new DateTimeOffset(TicksOf(717), TimeSpan.Zero) }).First().Should().Be(
            $" AND (day >= 707 AND day < 763) AND time >= {TicksOf(707)}");

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Many_partitions_are_searched_completely_and_newest_first()
    {
        ChangesTables();
        const int Week = 7 * 24 * 60;
        var store = Open();
        await store.WriteAsync([.. Enumerable.Range(0, 12).SelectMany(static i => (StoreRecord[])
            [Some.Opening($"c{i:D2}", minute: i * Week), Some.Entry(1, "table", $"c{i:D2}") with { Timestamp = Some.At(i * Week) }]),
            Some.Entry(2, "table", "c00") with { Timestamp = Some.At((10 * Week) + 1) }, Some.Entry(3, "table", "c11") with { Timestamp = Some.At(Week + 1) }]);
        await store.CatchUpAsync();
        string[] order = ["c11", "c00", .. Enumerable.Range(2, 9).Reverse().Select(static i => $"c{i:D2}"), "c11", "c01", "c00"];

        var all = await store.SearchAsync(new SearchQuery { Text = "table" });
        all.Hits.Select(static hit => hit.ConversationId).Should().Equal(order);
        all.Stopped.Should().BeFalse();

        var some = await store.SearchAsync(new SearchQuery { Text = "table", From = Some.At(Week), To = Some.At(10 * Week), Limit = 20 });
        some.Hits.Select(static hit => hit.ConversationId).Should().Equal(order[3..^1]);
        (await store.ListAsync(new ConversationQuery { Text = "table" }, withPii: false)).Conversations.Should().HaveCount(12);
        (await store.ListAsync(new ConversationQuery { Text = "table", To = Some.At(Week) }, withPii: false)).Conversations.Should().ContainSingle();
    }

    private static long TicksOf(int day) => day * TimeSpan.TicksPerDay;
}
