namespace ConvLog.TUnit.Tests;

/// <summary>Tests of an author with TUnit.</summary>
public class BookingTests
{
    [Test]
    public async Task Booking_a_table_masks_the_number()
    {
        await using var test = new TestConversation();

        BookingAgent.BookTable(test.Conversation, "+44 7700 900123");

        test.Log.ShouldHaveCalled("book_table", FunctionOutcome.Completed);
        var entry = test.Log.ShouldContainOnce(EntryLevel.Info, "Table booked", ("guests", 2), LogField.Pii("phone", "+44 7700 900123", shown: "***123"));
        entry.ShouldBePersonal("phone");
        await test.ShouldNotRevealAsync("7700 900123");
    }

    [Test]
    public async Task A_failure_lists_what_was_logged()
    {
        using var test = new TestConversation();
        BookingAgent.BookTable(test.Conversation, "+44 7700 900123");

        var failure = await Assert.That(() => test.Log.ShouldContain(EntryLevel.Error, "Booking failed")).ThrowsExactly<LogAssertionException>();
        await Assert.That(failure!.Message).StartsWith("Expected an entry at Error \"Booking failed\", but there is none. ").And.Contains("Table booked");
    }

    [Test]
    public async Task An_entry_from_the_background_is_waited_for()
    {
        using var test = new TestConversation();
        var time = new TaskCompletionSource();
        BookingAgent.RemindLater(test.Conversation, time.Task);

        var waiting = test.Log.WaitForEntryAsync("Guest reminded");
        await Assert.That(waiting.IsCompleted).IsFalse();
        time.SetResult();

        await Assert.That((await waiting).Level).IsEqualTo(EntryLevel.Info);
    }

    [Test]
    [Arguments("+44 7700 900001")]
    [Arguments("+44 7700 900002")]
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
