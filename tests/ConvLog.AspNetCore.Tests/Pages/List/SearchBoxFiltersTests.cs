using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Tests.Pages.List;

/// <summary>The box replaces a form: what the API filters by can be typed.</summary>
public sealed class SearchBoxFiltersTests
{
    // A facet, the words themselves, the columns, and "outcome:failed".
    private static readonly string[] s_otherwise = ["function_name", "q", "sort", "order", "has_failed_function"];

    [Fact]
    public void Each_filter_of_the_API_can_be_typed()
    {
        var typed = SearchBoxFilters.All.SelectMany(static filter => filter.Range is { } range ? [range.Least, range.Most] : (string?[])[filter.Parameter]);
        var known = ConversationFilters.All.Select(static filter => filter.Name)
            .Where(static name => !name.StartsWith(ConversationFilters.Not, StringComparison.Ordinal)).Except(s_otherwise, StringComparer.Ordinal);

        typed.OfType<string>().Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(known);
    }

    [Fact]
    public void A_word_and_its_value_are_listed_once()
        => SearchBoxFilters.All.Select(static filter => $"{filter.Word}:{filter.Value}").Should().OnlyHaveUniqueItems();

    [Fact]
    public void Examples_are_filters()
    {
        foreach (var filter in SearchBoxFilters.All.Where(static filter => filter.Example is not null))
        {
            foreach (string example in filter.Example!.Split(", "))
            {
                var (text, filters) = SearchBoxQuery.Read($"{filter.Word}:{example}", TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch);

                text.Should().BeNull("{0} is an example of {1}", example, filter.Word);
                filters.Should().NotBeEmpty().And.NotContain(set => set.Value.Contains('>', StringComparison.Ordinal));
            }
        }
    }
}
