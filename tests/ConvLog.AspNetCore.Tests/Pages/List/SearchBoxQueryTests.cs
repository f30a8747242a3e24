using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Tests.Pages.List;

public sealed class SearchBoxQueryTests
{
    [Theory]
    [InlineData("refund", "refund", "")]
    [InlineData("function:BookAppointment status:409", null, "function=BookAppointment,api_status=409")]
    [InlineData("no table is:failed  tonight", "no table tonight", "has_problem=true")]
    [InlineData("is:unread -is:failed is:Read", null, "is_unread=true,has_problem=false,is_unread=false")]
    [InlineData("is:refused is:unverified -is:unverified", null, "refused=true,observed=false,observed=true")]
    [InlineData("is:liked -is:liked", "-is:liked", "rating=like")]
    [InlineData("-function:x -status:500", null, "not_function=x,not_api_status=500")]
    [InlineData("agent:\"table bookings\" table", "table", "agent=table bookings")]
    [InlineData("label:\"a b", "label:\"a b", "")]
    [InlineData("field:status:409", null, "field=status:409")]
    [InlineData("foo:bar https://x.example/y 12:30 is:odd", "foo:bar https://x.example/y 12:30 is:odd", "")]
    [InlineData("function: error: label:\"\"", "function: error: label:\"\"", "")]
    [InlineData("\"status:409\" \"two words\"", "status:409 \"two words\"", "")]
    [InlineData("\"label:two words\" is:failed", "\"label:two words\"", "has_problem=true")]
    [InlineData("-user:user-1", "-user:user-1", "")]
    [InlineData("call:c1 user:user-1", null, "function_event=c1,user=user-1")]
    [InlineData("  ", null, "")]
    public void Search_box_filters_and_words_are_separated(string typed, string? text, string filters)
    {
        var box = SearchBoxQuery.Read(typed);

        box.Text.Should().Be(text);
        string.Join(',', box.Filters.Select(static filter => $"{filter.Name}={filter.Value}")).Should().Be(filters);
    }

    [Theory]
    [InlineData("refund of 12:30")]
    [InlineData("status:409 is not is:failed")]
    [InlineData("\"two words\" -function:x")]
    public void Formatted_search_text_round_trips(string text)
        => SearchBoxQuery.Read(SearchBoxQuery.Typed(text)).Should().BeEquivalentTo(new SearchBoxQuery(text, []));

    [Fact]
    public void Each_search_keyword_sets_a_list_filter_and_is_suggested()
    {
        var parameters = ConversationFilters.All.Select(static filter => filter.Name);
        var suggested = SearchBoxFilters.Suggestions(static parameter => parameter is "agent" ? ["table bookings"] : [])
            .Select(static known => known.Text).ToList();

        SearchBoxFilters.All.Select(static word => word.Parameter).Should().BeSubsetOf(parameters);
        suggested.Should().OnlyHaveUniqueItems().And.Contain(["function:", "is:failed", "outcome:abandoned", "agent:\"table bookings\"", "problem:api"]);
        suggested.Where(static text => !text.EndsWith(':')).Should().OnlyContain(static text => SearchBoxQuery.Read(text).Filters.Count == 1);
    }
}
