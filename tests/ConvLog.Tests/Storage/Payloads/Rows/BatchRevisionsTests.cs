using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Payloads.Rows;

public class BatchRevisionsTests
{
    [Fact]
    public void A_record_that_begins_and_ends_in_a_batch_is_written_once_where_it_began()
    {
        var began = Some.Call(1, turn: 1);
        var ended = Some.Call(1, turn: 1, outcome: FunctionOutcome.Completed) with { Revision = 1 };
        var said = Some.Turn(1) with { Revision = 1 };
        var closed = Some.Turn(1) with { Revision = 4 };

        BatchRevisions.Latest([Some.Turn(1), began, Some.Entry(1), said, ended, Some.Entry(2), closed])
            .Should().Equal(closed, ended, Some.Entry(1), Some.Entry(2));
    }

    [Fact]
    public void An_older_revision_that_comes_late_is_left_to_the_store()
    {
        StoreRecord[] records = [Some.Turn(1) with { Revision = 4 }, Some.Turn(1) with { Revision = 1 }];

        BatchRevisions.Latest(records).Should().BeSameAs(records);
    }

    [Fact]
    public void Equal_revisions_are_left_to_the_store_which_counts_those_that_differ()
    {
        StoreRecord[] records = [Some.Call(1), Some.Call(1) with { Name = "another" }];

        BatchRevisions.Latest(records).Should().BeSameAs(records);
    }

    [Fact]
    public void Records_of_different_openings_conversations_and_kinds_are_not_merged()
    {
        StoreRecord[] records =
        [
            Some.Turn(1), Some.Turn(1, writer: 2) with { Revision = 1 },
            Some.Turn(1, conversation: "another") with { Revision = 2 },
            Some.Call(1) with { Id = Some.TurnId(1), Revision = 3 },
        ];

        BatchRevisions.Latest(records).Should().BeSameAs(records);
    }

    [Fact]
    public void Records_separated_by_an_opening_are_not_merged()
    {
        var ended = Some.Turn(1) with { Revision = 1 };
        StoreRecord[] records = [Some.Turn(1), Some.Opening(writer: 2), ended];

        BatchRevisions.Latest(records).Should().BeSameAs(records);
        BatchRevisions.Latest([.. records, Some.Opening("another"), ended with { Revision = 2 }])
            .Should().Equal(records[0], records[1], ended with { Revision = 2 }, Some.Opening("another"));
        BatchRevisions.Latest([Some.Opening(), Some.Turn(1), ended]).Should().Equal(Some.Opening(), ended);
    }

    [Fact]
    public void An_opening_that_is_closed_in_the_batch_is_written_once_with_its_end()
    {
        var closed = Some.Opening() with { Revision = 1, ClosedAt = Some.At(9) };
        var again = closed with { Revision = 2, ClosedAt = Some.At(10) };

        BatchRevisions.Latest([Some.Opening(), Some.Turn(1), Some.Opening("another"), Some.Entry(1), closed, Some.Feedback(1, FeedbackRating.Like), again])
            .Should().Equal(again, Some.Turn(1), Some.Opening("another"), Some.Entry(1), Some.Feedback(1, FeedbackRating.Like));
        BatchRevisions.Latest([Some.Opening(), Some.Turn(1), closed, Some.Turn(1) with { Revision = 1 }])
            .Should().Equal(closed, Some.Turn(1) with { Revision = 1 });
    }

    [Fact]
    public void An_opening_that_says_something_else_is_left_to_the_store_which_may_refuse_it()
    {
        var closed = Some.Opening() with { Revision = 1, ClosedAt = Some.At(9) };
        StoreRecord[] others = [closed with { AgentId = "weather" }, closed with { Recording = Recording.MetadataOnly }, closed with { UserId = "joe" },
            closed with { Handoff = new Handoff("desk", "asked") }, closed with { WriterId = Some.Writer(writer: 2) }, closed with { Revision = 0 },
            closed with { EndedAt = Some.At(3), EndReason = EndReason.UserEnded }, closed with { ConversationId = "another" }];

        foreach (var other in others)
        {
            StoreRecord[] records = [Some.Opening(), Some.Turn(1), other];
            BatchRevisions.Latest(records).Should().BeSameAs(records);
        }

        StoreRecord[] parted = [Some.Opening(), Some.Opening(writer: 2), closed];
        BatchRevisions.Latest(parted).Should().BeSameAs(parted);
    }

    [Fact]
    public void The_batch_itself_is_not_changed()
    {
        StoreRecord[] records = [Some.Turn(1), Some.Turn(1) with { Revision = 1 }];

        BatchRevisions.Latest(records).Should().ContainSingle().Which.Should().Be(records[1]);
        records[0].Should().Be(Some.Turn(1));
    }
}
