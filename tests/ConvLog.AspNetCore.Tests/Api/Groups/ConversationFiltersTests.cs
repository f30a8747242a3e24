using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

/// <summary>Every property of a query has a request parameter.</summary>
public class ConversationFiltersTests
{
    // Properties that are set in other ways: by the reader, the body of a lookup or the page.
    private static readonly string[] s_otherwise =
    [
        nameof(ConversationQuery.Scope), nameof(ConversationQuery.EntriesOnly), nameof(ConversationQuery.UserId), nameof(ConversationQuery.Number),
        nameof(ConversationQuery.Attributes),
        nameof(ConversationQuery.Limit), nameof(ConversationQuery.Offset), nameof(ConversationQuery.After), nameof(ConversationQuery.CountTotal),
        nameof(ConversationQuery.MostCounted),
        nameof(ConversationQuery.IdleSince), nameof(ConversationQuery.WaitingSince),
        nameof(ConversationQuery.IsAssigned), nameof(ConversationQuery.AssignedToReader), // By keywords of the parameter that takes a name.
    ];

    [Fact]
    public void Parameters_and_query_properties_correspond_one_to_one()
        => ConversationFilters.All.Where(static parameter => !IsNegated(parameter)).Select(static parameter => string.Join(' ', SetBy(parameter)))
            .Should().BeEquivalentTo(typeof(ConversationQuery).GetProperties().Select(static property => property.Name)
            .Except([.. s_otherwise, nameof(ConversationQuery.Not)], StringComparer.Ordinal));

    [Fact]
    public void Each_negatable_filter_has_a_parameter_for_its_negation()
    {
        foreach (var parameter in ConversationFilters.All.Where(static parameter => !IsNegated(parameter) && parameter.Name is not ("sort" or "order")))
        {
            var asked = Read(parameter);
            var negated = ConversationFilters.All.FirstOrDefault(other => string.Equals(other.Name, $"not_{parameter.Name}", StringComparison.Ordinal));

            (negated is not null).Should().Be(CanBeNegated(asked), "{0} asks so", parameter.Name);
            if (negated is not null)
            {
                Read(negated).Should().Be(new ConversationQuery { Not = asked });
            }
        }
    }

    [Fact]
    public void Each_parameter_is_in_the_documented_table()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs", "api.md"));

        ConversationFilters.All.Select(static parameter => $"| `{parameter.Name}` | {parameter.Description} |")
            .Where(row => !page.Contains(row, StringComparison.Ordinal))
            .Should().BeEmpty("docs/api.md has a row for each filter, with its description in the OpenAPI document");
    }

    private static bool CanBeNegated(ConversationQuery query)
    {
        try
        {
            return new ConversationQuery { Not = query }.Not is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsNegated(ApiParameter parameter) => parameter.Name.StartsWith("not_", StringComparison.Ordinal);

    private static IEnumerable<string> SetBy(ApiParameter parameter)
    {
        var (unset, set) = (new ConversationQuery(), Read(parameter));
        return typeof(ConversationQuery).GetProperties().Where(property => !Equals(property.GetValue(set), property.GetValue(unset)))
            .Select(static property => property.Name);
    }

    private static ConversationQuery Read(ApiParameter parameter)
    {
        var context = new DefaultHttpContext();
        context.Request.Query = new QueryCollection(new Dictionary<string, StringValues>(StringComparer.Ordinal) { [parameter.Name] = ValueOf(parameter) });
        return ConversationFilters.Read(new ApiCall(context, Visitor.Loopback, Reader.Anonymous));
    }

    private static string ValueOf(ApiParameter parameter) => parameter switch
    {
        FlagValue => "true",
        IntegerValue => "7",
        DecimalValue => "0.25",
        TimeValue => "2026-11-20",
        FieldValue => "status:409",
        _ when parameter.Schema.Contains("enum", StringComparison.Ordinal) => parameter.Schema.Split('"')[^2],
        _ => "text",
    };
}
