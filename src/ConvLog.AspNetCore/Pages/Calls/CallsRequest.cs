using System.Globalization;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.AspNetCore.Text;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The request of a page of calls.</summary>
/// <param name="Insight">The period and the filters.</param>
/// <param name="Kind">The kind of the calls' targets.</param>
internal sealed record CallsRequest(InsightRequest Insight, CallTargetKind Kind)
{
    /// <summary>The function, endpoint or model; null for the list of all.</summary>
    public string? Name { get; init; }

    /// <summary>The provider of the model; null for all.</summary>
    public string? Provider { get; init; }

    /// <summary>The variant of the conversations; null for all.</summary>
    public string? Variant { get; init; }

    /// <summary>The property by which the plot is split; null for none.</summary>
    public CallSplit? Split { get; init; }

    /// <summary>The order of the list.</summary>
    public CallsOrder Order { get; init; }

    /// <summary>The page of the list, from 1.</summary>
    public int Page { get; init; } = 1;

    public CallQuery Query => new() { Period = Insight.Query, Kind = Kind, Name = Name, Provider = Provider, VariantId = Variant };

    /// <summary>The previous period: shifted by whole days, so that both have the same part of their last day.</summary>
    public CallQuery Before => Query with
    {
        Period = Insight.Query with { From = Insight.Before.From, To = Insight.Query.To - (Insight.Query.From - Insight.Before.From) },
    };

    /// <summary>The previous period in words.</summary>
    public string PreviousPeriodText => Insight.PreviousPeriodText;

    /// <summary>The address of a list.</summary>
    public string ListAddress(ConsolePaths paths, CallTargetKind kind, CallsOrder order = CallsOrder.Calls, int page = 1)
        => Insight.Address(
            paths.Functions, ("kind", WordOf(kind)), ("sort", CallsOrders.WordOf(order)), ("page", page == 1 ? null : ShownNumber.Plain(page)));

    /// <summary>The function, endpoint or model as parameters of an address.</summary>
    public IReadOnlyList<(string Name, string? Value)> Target
        => [("kind", WordOf(Kind)), ("name", Name), ("provider", Provider), (ConversationFilters.Variant.Name, Variant)];

    /// <summary>The address of the page of a function, endpoint or model.</summary>
    public string DetailAddress(ConsolePaths paths, string name, string? provider)
        => Insight.Address(
            paths.FunctionDetails, ("kind", WordOf(Kind)), ("name", name), ("provider", provider), (ConversationFilters.Variant.Name, Variant),
            (CallSplit.Name, Split?.Parameter));

    /// <summary>The address of the same page.</summary>
    public string DetailAddress(ConsolePaths paths) => DetailAddress(paths, Name!, Provider);

    /// <summary>Whether a name has a page: it must not be empty or very long.</summary>
    public static bool HasPage(string name) => CallStatisticsRoutes.IsName(name);

    /// <summary>The word of a kind in addresses; null for functions, the default.</summary>
    public static string? WordOf(CallTargetKind kind)
        => kind == CallTargetKind.Function ? null : CallStatisticsRoutes.Kinds.Single(known => known.Kind == kind).Word;

    /// <exception cref="ApiProblemException">A parameter is invalid.</exception>
    public static CallsRequest Read(HttpContext context, ConsolePage page, Reader reader)
    {
        var given = RequestQuery.ReadKnown(context.Request, static _ => true);
        var call = new ApiCall(context, page.Visitor, reader);
        return new CallsRequest(InsightRequest.Read(context, page, reader), CallStatisticsRoutes.Kind.Read(call) ?? CallTargetKind.Function)
        {
            Order = CallsOrders.Of(given.GetValueOrDefault("sort")),
            Page = int.TryParse(given.GetValueOrDefault("page"), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? Math.Clamp(number, 1, 100) : 1,
        };
    }

    /// <exception cref="ApiProblemException">A parameter is invalid, or the name is missing.</exception>
    public static CallsRequest ReadOne(HttpContext context, ConsolePage page, Reader reader)
    {
        var request = Read(context, page, reader);
        var call = new ApiCall(context, page.Visitor, reader);
        return request with
        {
            Name = CallStatisticsRoutes.Name.Read(call),
            Provider = CallStatisticsRoutes.Provider.Read(call),
            Variant = ConversationFilters.Variant.Read(call),
            Split = CallSplit.Find(context.Request.Query[CallSplit.Name]),
        };
    }
}
