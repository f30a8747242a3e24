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
    [InlineData("is:problem -is:problem", null, "has_problem=true,has_problem=false")]
    [InlineData("status:4xx 5xx -4xx", null, "api_status_class=4,api_status_class=5,not_api_status_class=4")]
    [InlineData("6xx \"4xx\"", "6xx 4xx", "")]
    [InlineData("duration:>30 cost:>0.01 turns:2..5", null, "min_duration_ms=30001,min_cost=0.010000001,min_turns=2,max_turns=5")]
    [InlineData("-turns:>3", "-turns:>3", "")]
    [InlineData("handoff:\"asked for a person\" is:handoff", null, "handoff_reason=asked for a person,has_handoff=true")]
    [InlineData("-user:user-1", "-user:user-1", "")]
    [InlineData("call:c1 user:user-1", null, "function_event=c1,user=user-1")]
    [InlineData("  ", null, "")]
    public void Search_box_filters_and_words_are_separated(string typed, string? text, string filters)
    {
        var box = Read(typed);

        box.Text.Should().Be(text);
        string.Join(',', box.Filters.Select(static filter => $"{filter.Name}={filter.Value}")).Should().Be(filters);
    }

    [Theory]
    [InlineData("refund of 12:30")]
    [InlineData("status:409 is not is:failed")]
    [InlineData("\"two words\" -function:x")]
    public void Formatted_search_text_round_trips(string text)
        => Read(SearchBoxQuery.Typed(text)).Should().BeEquivalentTo(new SearchBoxQuery(text, []));

    [Fact]
    public void A_box_of_200_filters_is_read()
    {
        var box = Read(string.Join(' ', Enumerable.Range(0, 200).Select(static number => $"label:l{number}")));

        box.Text.Should().BeNull();
        box.Filters.Should().HaveCount(200);
    }

    private static SearchBoxQuery Read(string typed) => SearchBoxQuery.Read(typed, TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch);
}
