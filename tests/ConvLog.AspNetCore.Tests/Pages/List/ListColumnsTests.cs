using ConvLog.AspNetCore.Pages.List;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Pages.List;

public sealed class ListColumnsTests
{
    [Theory]
    [InlineData(null, ConversationSort.Created, "turns,duration,started", null)]
    [InlineData("", ConversationSort.Created, "turns,duration,started", null)]
    [InlineData("user,rating", ConversationSort.Created, "turns,duration,started", null)]
    [InlineData("started,turns,duration", ConversationSort.Created, "turns,duration,started", null)]
    [InlineData("cost,tokens,channel,unknown", ConversationSort.Created, "channel,tokens,cost", "channel,tokens,cost")]
    [InlineData("variant", ConversationSort.Created, "variant", "variant")]
    [InlineData(null, ConversationSort.Errors, "turns,problems,duration,started", null)]
    [InlineData("channel", ConversationSort.Tokens, "channel,tokens", "channel")]
    [InlineData("channel", ConversationSort.Updated, "channel,updated", "channel")]
    public void Columns_are_the_known_ones_of_the_address_and_the_one_of_the_order(string? names, ConversationSort sort, string shown, string? address)
    {
        var columns = ListColumns.Of(names, sort);

        string.Join(',', ListColumns.All.Select(static column => column.Name).Where(columns.Shows)).Should().Be(shown);
        columns.ToString().Should().Be(address);
    }
}
