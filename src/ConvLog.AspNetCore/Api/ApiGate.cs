using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>Checks the sender, the permissions and the parameters of a request before its route is called.</summary>
internal sealed class ApiGate(Visitors visitors, ReadLimits limits, ConvLogConsoleOptions options, ConversationReader conversations)
{
    /// <summary>The challenge if the host requires its own sign-in.</summary>
    public const string HostSignIn = "HostSignIn";

    public const string HostRequires = "This app requires its own sign-in here, with or without an API key. Sign in to the app, or send its token.";

    public const string HostForbids = "You are signed in to this app, which does not permit you to use this address.";

    public async ValueTask<IResult> AnswerAsync(ApiRoute route, HttpContext context)
    {
        try
        {
            var call = Admit(route, context);
            return await route.Handler(call).ConfigureAwait(false);
        }
        catch (ApiProblemException e)
        {
            return ApiProblem.Of(context, e);
        }
        catch (InvalidCursorException e)
        {
            return ApiProblem.Of(context, ApiProblemException.Invalid("cursor", e.Message));
        }
        catch (BadHttpRequestException e)
        {
            return ApiProblem.Of(context,
                new ApiProblemException(e.StatusCode, "Invalid request", "The request could not be read: it is too large, too slow or incomplete."));
        }
        catch (ConversationStoreException e) when (e.Fault == StoreFault.Unavailable)
        {
            return ApiProblem.Of(context, ApiProblem.Unavailable(e.Reason));
        }
    }

    public static ValueTask<IResult> NotAllowed(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return new(ApiProblem.Of(context,
            new ApiProblemException(StatusCodes.Status405MethodNotAllowed, "Method not allowed", $"This path accepts {allowed}.")));
    }

    /// <summary>The response to a request that the host's authorization refused.</summary>
    public static ValueTask<IResult> HostRefused(HttpContext context, bool isChallenge)
    {
        if (!isChallenge)
        {
            return new(ApiProblem.Of(context, new ApiProblemException(StatusCodes.Status403Forbidden, "Forbidden", HostForbids)));
        }

        context.Response.Headers.WWWAuthenticate = HostSignIn;
        return new(ApiProblem.Of(context, new ApiProblemException(StatusCodes.Status401Unauthorized, "Unauthorized", HostRequires)));
    }

    public static ValueTask<IResult> NoRoute(HttpContext context) => new(ApiProblem.Of(context, ApiProblemException.NotFound("route")));

    private ApiCall Admit(ApiRoute route, HttpContext context)
    {
        bool isChange = !HttpMethods.IsGet(route.Method);
        var visitor = visitors.ForOwnApi(context, isChange);
        if (visitor.Reader is not { } reader)
        {
            throw Refusal(context, visitor);
        }

        if ((visitor.Permissions & route.Needs) != route.Needs)
        {
            var missing = route.Needs & ~visitor.Permissions;
            throw ApiProblemException.Forbidden(missing, MissingPermission.Explain(visitor, missing, options));
        }

        RefuseUnknown(route, context.Request.Query);
        route.EnsureCapabilities(conversations.Capabilities);
        Count(route, context, visitor);
        return new ApiCall(context, visitor, reader);
    }

    /// <summary>Rejects unknown parameters, because the caller expects them to have an effect.</summary>
    public static void RefuseUnknown(ApiRoute route, IQueryCollection query)
    {
        foreach (string name in query.Keys)
        {
            if (PersonalFilters.Names.Contains(name))
            {
                throw ApiProblemException.Invalid(name,
                    $"{name} is personal data and cannot be part of an address, because logs keep addresses. Send it in the body of POST "
                    + $"{ApiRoute.Root}/lookup or POST {ApiRoute.Root}/export/lookup.");
            }

            if (!route.Parameters.Any(parameter => parameter.IsCalled(name)))
            {
                string known = string.Join(", ", route.Parameters.Where(static parameter => !parameter.IsInPath).Select(static parameter => parameter.Name));
                string given = Text.Printable.Line(name, 64);
                throw ApiProblemException.Invalid(given,
                    $"{given} is an unknown parameter. This route accepts {(known.Length == 0 ? "no query parameters" : known)}.");
            }
        }
    }

    private void Count(ApiRoute route, HttpContext context, Visitor visitor)
    {
        if (route.Cost == ApiCost.Export && limits.CountExport(visitor) is { } untilExport)
        {
            throw ApiProblemException.TooMany("exports", untilExport);
        }

        bool isSearch = route.Cost == ApiCost.Search || (route.Cost == ApiCost.Ordinary && context.Request.Query.ContainsKey("q"));
        if (isSearch && limits.CountSearch(visitor) is { } untilSearch)
        {
            throw ApiProblemException.TooMany("searches", untilSearch);
        }
    }

    private ApiProblemException Refusal(HttpContext context, Visitor visitor)
    {
        if (visitor.Kind == VisitorKind.ForeignPage)
        {
            return new ApiProblemException(StatusCodes.Status403Forbidden, "Forbidden", "Pages of other sites cannot read or change anything.");
        }

        if (visitor.Kind == VisitorKind.TooManyWrongKeys)
        {
            return ApiProblemException.TooManyWrongKeys();
        }

        if (visitor.Kind == VisitorKind.NotPermitted)
        {
            return ApiProblemException.Forbidden(ConvLogPermissions.Read, MissingPermission.Explain(visitor, ConvLogPermissions.Read, options));
        }

        context.Response.Headers.WWWAuthenticate = "ApiKey";
        return new ApiProblemException(
            StatusCodes.Status401Unauthorized, "Unauthorized",
                visitor.Kind == VisitorKind.WrongKey
                ? ApiKey.NotValid(options.ApiKeyHeader) : $"Send an API key in the header {options.ApiKeyHeader}, or sign in.");
    }
}
