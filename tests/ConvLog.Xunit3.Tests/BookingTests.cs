namespace ConvLog.Xunit3.Tests;

/// <summary>What an author's tests look like in xunit 3.</summary>
public class BookingTests
{
    [Fact]
    public async Task Booking_a_table_masks_the_number()
    {
        await using var test = new TestConversation();

        BookingAgent.BookTable(test.Conversation, "+44 7700 900123");

        test.Log.ShouldHaveCalled("book_table", FunctionOutcome.Completed);
        var entry = test.Log.ShouldContainOnce(EntryLevel.Info, "Table booked", ("guests", 2), LogField.Pii("phone", "+44 7700 900123", shown: "***123"));
        entry.ShouldBePersonal("phone");
        await test.ShouldNotRevealAsync("7700 900123");
    }

    [Fact]
    public void A_failure_lists_what_was_logged()
    {
        using var test = new TestConversation();
        BookingAgent.BookTable(test.Conversation, "+44 7700 900123");

        var failure = Assert.Throws<LogAssertionException>(() => test.Log.ShouldContain(EntryLevel.Error, "Booking failed"));
        Assert.StartsWith("Expected an entry at Error \"Booking failed\", but there is none. ", failure.Message);
        Assert.Contains("Table booked", failure.Message);
    }

    [Fact]
    public async Task An_entry_from_the_background_is_waited_for()
    {
        using var test = new TestConversation();
        var time = new TaskCompletionSource();
        BookingAgent.RemindLater(test.Conversation, time.Task);

        var waiting = test.Log.WaitForEntryAsync("Guest reminded", cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        time.SetResult();

        Assert.Equal(EntryLevel.Info, (await waiting).Level);
    }
}
