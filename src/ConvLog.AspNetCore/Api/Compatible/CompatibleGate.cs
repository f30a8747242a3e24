using System.Globalization;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>
/// Checks the access and the parameters of a request to a route of the compatible API, and rejects it in the format of that API. Unknown parameters are
/// rejected: a misspelled filter would return everything.
/// </summary>
internal sealed class CompatibleGate(Visitors visitors, ReadLimits limits, ConvLogConsoleOptions options)
{
    public async ValueTask<IResult> AnswerAsync(ApiRoute route, HttpContext context)
    {
        try
        {
            var visitor = visitors.ForApi(context, isChange: !HttpMethods.IsGet(route.Method));
            if (visitor.Reader is not { } reader)
            {
                return Refused(context, visitor);
            }

            if ((visitor.Permissions & route.Needs) != route.Needs)
            {
                return Failed(context, NotPermitted(visitor, route.Needs & ~visitor.Permissions));
            }

            ApiGate.RefuseUnknown(route, context.Request.Query);
            if ((route.Cost == ApiCost.Search || context.Request.Query.ContainsKey("query")) && limits.CountSearch(visitor) is { } seconds)
            {
                throw ApiProblemException.TooMany("searches", seconds);
            }

            return await route.Handler(new ApiCall(context, visitor, reader)).ConfigureAwait(false);
        }
        catch (ApiProblemException e)
        {
            return Failed(context, e);
        }
        catch (InvalidCursorException e)
        {
            return Failed(context, ApiFailure.Invalid($"cursor: {e.Message}"));
        }
        catch (BadHttpRequestException e)
        {
            return Failed(context, ApiFailure.Invalid("The request could not be read: it is too large, too slow or incomplete.") with { Status =
                e.StatusCode });
        }
        catch (ConversationStoreException e) when (e.Fault == StoreFault.Unavailable)
        {
            return Failed(context, ApiProblem.Unavailable(e.Reason));
        }
    }

    public static ValueTask<IResult> NotAllowed(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return new(Failed(context, ApiFailure.MethodNotAllowed(allowed)));
    }

    /// <summary>The response to a request that the host's authorization refused.</summary>
    public static ValueTask<IResult> HostRefused(HttpContext context, bool isChallenge)
    {
        if (!isChallenge)
        {
            return new(Failed(context, ApiFailure.NotPermitted with { Message = ApiGate.HostForbids }));
        }

        context.Response.Headers.WWWAuthenticate = ApiGate.HostSignIn;
        return new(Failed(context, ApiFailure.Unauthorised(ApiGate.HostRequires)));
    }

    public static ValueTask<IResult> NoRoute(HttpContext context) => new(Failed(context, ApiFailure.NoRoute));

    public static IResult Broken(HttpContext context, string errorId) => CompatibleJson.Failed(
        RequestFault.IsStoreUnusable(context) ? ApiFailure.Broken with { Message = ApiProblem.UnusableDetail } : ApiFailure.Broken, errorId);

    private IResult Refused(HttpContext context, Visitor visitor)
    {
        if (visitor.Kind == VisitorKind.TooManyWrongKeys)
        {
            throw ApiProblemException.TooManyWrongKeys();
        }

        if (visitor.Kind is VisitorKind.ForeignPage or VisitorKind.NotPermitted)
        {
            return Failed(context, visitor.Kind == VisitorKind.ForeignPage
                ? ApiFailure.ForeignPage : NotPermitted(visitor, ConvLogPermissions.Read));
        }

        context.Response.Headers.WWWAuthenticate = "ApiKey";
        return Failed(context, ApiFailure.Unauthorised(visitor.Kind == VisitorKind.WrongKey
            ? ApiKey.NotValid(options.ApiKeyHeader) : $"Send an API key in the header {options.ApiKeyHeader}."));
    }

    private ApiFailure NotPermitted(Visitor visitor, ConvLogPermissions missing) => MissingPermission.Explain(visitor, missing, options) is { } way
        ? ApiFailure.NotPermitted with { Message = $"This requires the permission {missing}. {way}" } : ApiFailure.NotPermitted;

    private static IResult Failed(HttpContext context, ApiProblemException problem)
    {
        if (problem.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Failed(context, ApiFailure.Of(problem));
    }

    private static IResult Failed(HttpContext context, ApiFailure failure) => CompatibleJson.Failed(failure, CorrelationId.Of(context.Request));
}
