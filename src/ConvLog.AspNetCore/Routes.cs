using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Compatible;
using ConvLog.AspNetCore.Assets;
using ConvLog.AspNetCore.Hosting;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConvLog.AspNetCore;

/// <summary>Maps all routes of the API and the console.</summary>
internal sealed class Routes(
    ConvLogConsoleOptions options,
    GuardedEndpoint guard,
    CompatibleGate compatibleGate,
    IEnumerable<ICompatibleRoutes> compatible,
    ApiGate gate,
    IEnumerable<IApiRoutes> own,
    IEnumerable<IPageRoutes> pages,
    PageResponses answers,
    ConversationReader conversations,
    ConsoleMappings mappings)
{
    private static readonly string[] s_read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] s_post = [HttpMethods.Post];

    public RouteGroupBuilder Map(IEndpointRouteBuilder endpoints)
    {
        mappings.Add(endpoints);
        var all = endpoints.MapGroup("");
        EndpointRules.Apply(all, endpoints.ServiceProvider);

        Api(all, compatible.SelectMany(static routes => routes.Routes), compatibleGate.AnswerAsync, CompatibleGate.NotAllowed, CompatibleGate.Broken,
            CompatibleGate.HostRefused);
        foreach (string list in (string[])[AgentRoutes.List, ProjectRoutes.List, ProjectRoutes.FirstList])
        {
            Map(all, list + "/{**rest}", methods: null, guard.Of(CompatibleGate.NoRoute, CompatibleGate.Broken), $"ConvLog API: no such route of {list}")
                .WithMetadata(new HostRefusal(CompatibleGate.HostRefused)).WithOrder(int.MaxValue - 1);
        }

        Api(all, own.SelectMany(static routes => routes.Routes), gate.AnswerAsync, ApiGate.NotAllowed, ApiProblem.Broken, ApiGate.HostRefused);
        Map(all, ApiRoute.Root + "/{**rest}", methods: null, guard.Of(ApiGate.NoRoute, ApiProblem.Broken), "ConvLog API: no such route")
            .WithMetadata(new HostRefusal(ApiGate.HostRefused)).WithOrder(int.MaxValue - 1);

        foreach (var route in pages.SelectMany(static group => group.Routes))
        {
            Page(all, route);
        }

        foreach (var asset in Page(all, new PageRoute("/assets/{file}") { Get = context => new(ConsoleAssets.Get(context, answers.Missing)) }))
        {
            asset.WithMetadata(new AssetCacheRule());
        }

        // At the root, paths that look like files are left to the host: its static files are served only where no route matches.
        string rest = options.BasePath.Length > 0 ? "/{**rest}" : "/{**rest:nonfile}";
        Map(all, options.BasePath + rest, methods: null, guard.Of(answers.NoPage, answers.Broken), "ConvLog: no such page").WithOrder(int.MaxValue);
        return all;
    }

    private void Api(
        RouteGroupBuilder all,
        IEnumerable<ApiRoute> routes,
        Func<ApiRoute, HttpContext, ValueTask<IResult>> answer,
        Func<HttpContext, string, ValueTask<IResult>> notAllowed,
        Func<HttpContext, string, IResult> broken,
        Func<HttpContext, bool, ValueTask<IResult>> refused)
    {
        var refusal = new HostRefusal(refused);
        foreach (var path in routes.GroupBy(static route => route.Path, StringComparer.Ordinal))
        {
            List<string> allowed = [];
            foreach (var route in path)
            {
                string[] methods = HttpMethods.IsGet(route.Method) ? s_read : [route.Method];
                var mapped = Map(all, route.Path, methods, guard.Of(context => answer(route, context), broken), $"ConvLog API: {route.OperationId}")
                    .WithMetadata(route, refusal).WithOrder(route.Order);
                if (route.IsUrgent)
                {
                    mapped.WithMetadata(new UnboundedRead());
                }

                if (route.IsLong)
                {
                    mapped.DisableRequestTimeout();
                }

                allowed.AddRange(methods);
            }

            string allow = string.Join(", ", allowed);
            Map(all, path.Key, methods: null, guard.Of(context => notAllowed(context, allow), broken), $"ConvLog API: other methods of {path.Key}")
                .WithMetadata(refusal).WithOrder(path.Max(static route => route.Order));
        }
    }

    private List<IEndpointConventionBuilder> Page(RouteGroupBuilder all, PageRoute route)
    {
        var (get, post) = (route.Get, route.Post);
        if ((route.Requires & ~conversations.Capabilities) is not StoreCapabilities.None and var missing)
        {
            get = get is null ? null : context => answers.Absent(context, missing);
            post = post is null ? null : context => answers.Absent(context, missing);
        }

        string pattern = (options.BasePath + route.Path).TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";
        List<IEndpointConventionBuilder> mapped = [];
        List<string> allowed = [];
        if (get is not null)
        {
            mapped.Add(Map(all, pattern, s_read, guard.Of(get, answers.Broken), $"ConvLog: {pattern}"));
            allowed.AddRange(s_read);
        }

        if (post is not null)
        {
            var posted = Map(
                all, pattern, s_post, guard.Of(post, route.ContinuesAfterFailure ? answers.NotDone : answers.Broken), $"ConvLog: post to {pattern}");
            mapped.Add(route.KeepsForms ? posted.WithMetadata(new HostRefusal(answers.HostRefusedAsync)) : posted);
            allowed.AddRange(s_post);
        }

        string allow = string.Join(", ", allowed);
        mapped.Add(Map(all, pattern, methods: null, guard.Of(context => answers.NotAllowed(context, allow), answers.Broken),
            $"ConvLog: other methods of {pattern}"));
        if (route.IsLong)
        {
            mapped.ForEach(static endpoint => endpoint.DisableRequestTimeout());
        }

        return mapped;
    }

    // Without methods, it matches all methods that no other endpoint of the pattern has.
    private static IEndpointConventionBuilder Map(RouteGroupBuilder all, string pattern, string[]? methods, RequestDelegate answer, string name)
        => (methods is null ? all.Map(pattern, answer) : all.MapMethods(pattern, methods, answer)).WithDisplayName(name)
            .WithMetadata(new EndpointPrefix(pattern));
}
