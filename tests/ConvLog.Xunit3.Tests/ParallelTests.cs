// On a machine with one core too: two of the tests wait for each other.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace ConvLog.Xunit3.Tests;

/// <summary>Tests of two classes, which xunit runs in parallel.</summary>
public abstract class ParallelTests(string phone)
{
    [Fact]
    public async Task Tests_in_parallel_see_only_their_own_entries()
    {
        using var test = new TestConversation();
        using var current = test.Conversation.MakeCurrent();

        BookingAgent.BookTable(test.Conversation, phone);
        await Rendezvous.MeetAsync();
        BookingAgent.ConfirmBooking();

        test.Log.ShouldHaveCount(2);
        test.Log.ShouldContain(EntryLevel.Info, "Table booked", ("phone", phone));
        test.Log.ShouldContain(EntryLevel.Info, "Booking confirmed");
    }

    public sealed class One() : ParallelTests("+44 7700 900001");

    public sealed class Other() : ParallelTests("+44 7700 900002");
}
