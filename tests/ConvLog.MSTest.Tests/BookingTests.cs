// On a machine with one core too: two of the tests wait for each other.
[assembly: Parallelize(Workers = 2, Scope = ExecutionScope.MethodLevel)]

namespace ConvLog.MSTest.Tests;

/// <summary>What an author's tests look like in MSTest.</summary>
[TestClass]
public class BookingTests
{
    [TestMethod]
    public async Task Booking_a_table_masks_the_number()
    {
        await using var test = new TestConversation();

        BookingAgent.BookTable(test.Conversation, "+44 7700 900123");

        test.Log.ShouldHaveCalled("book_table", FunctionOutcome.Completed);
        var entry = test.Log.ShouldContainOnce(EntryLevel.Info, "Table booked", ("guests", 2), LogField.Pii("phone", "+44 7700 900123", shown: "***123"));
        entry.ShouldBePersonal("phone");
        await test.ShouldNotRevealAsync("7700 900123");
    }

    [TestMethod]
    public void A_failure_lists_what_was_logged()
    {
        using var test = new TestConversation();
        BookingAgent.BookTable(test.Conversation, "+44 7700 900123");

        var failure = Assert.ThrowsExactly<LogAssertionException>(() => test.Log.ShouldContain(EntryLevel.Error, "Booking failed"));
        Assert.StartsWith("Expected an entry at Error \"Booking failed\", but there is none. ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Table booked", failure.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task An_entry_from_the_background_is_waited_for()
    {
        using var test = new TestConversation();
        var time = new TaskCompletionSource();
        BookingAgent.RemindLater(test.Conversation, time.Task);

        var waiting = test.Log.WaitForEntryAsync("Guest reminded");
        Assert.IsFalse(waiting.IsCompleted);
        time.SetResult();

        Assert.AreEqual(EntryLevel.Info, (await waiting).Level);
    }

    [TestMethod]
    [DataRow("+44 7700 900001")]
    [DataRow("+44 7700 900002")]
    public async Task Tests_in_parallel_see_only_their_own_entries(string phone)
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
}
