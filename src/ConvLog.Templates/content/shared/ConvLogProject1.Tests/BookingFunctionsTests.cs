using ConvLog;
using ConvLog.Testing;
using Xunit;

namespace ConvLogProject1.Tests;

public class BookingFunctionsTests
{
    [Fact]
    public async Task A_table_is_booked_and_the_email_stays_hidden()
    {
        await using var test = new TestConversation();

        var answer = BookingFunctions.BookTable(test.Conversation, "ada@example.com", guests: 2);

        Assert.Equal("Your table for 2 is booked.", answer);
        test.Log.ShouldHaveCalled("book_table", FunctionOutcome.Completed);
        test.Log.ShouldContain(EntryLevel.Info, "Table booked", ("guests", 2));
        await test.ShouldNotRevealAsync("ada@example.com");
    }

    [Fact]
    public async Task A_party_that_is_too_large_is_a_warning()
    {
        await using var test = new TestConversation();

        BookingFunctions.BookTable(test.Conversation, "ada@example.com", guests: 20);

        test.Log.ShouldContain(EntryLevel.Warning, "No table is large enough", ("guests", 20), ("largest", 8));
    }
}
