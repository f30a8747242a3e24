using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>
/// A custom sign-in of a host: a header <c>X-Test-User: name:read,pii</c> with the permissions of the user, or <c>sub=</c> and a subject, or <c>iss=</c> and
/// its issuer. The user "throws" makes the policies throw.
/// </summary>
internal static class HostedUsers
{
    public const string SchemeName = "test";

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication(SchemeName).AddScheme<AuthenticationSchemeOptions, Handler>(SchemeName, configureOptions: null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (string word in new[] { "read", "pii", "annotate", "manage" })
        {
            authorization.AddPolicy(word, policy => policy.RequireAssertion(context
                => context.User.Identity?.Name is "throws"
                    ? throw new InvalidOperationException("the directory is down") : context.User.HasClaim("may", word)));
        }
    }

    public static void Use(WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static void Set(ConvLogConsoleOptions options)
    {
        options.ReadPolicy = "read";
        options.ReadPiiPolicy = "pii";
        options.AnnotatePolicy = "annotate";
        options.ManagePolicy = "manage";
    }

    private sealed class Handler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-Test-User"] is not [{ } sent])
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            string[] parts = sent.Split(':');
            string[] words = parts[1].Split(',');
            string issuer = words.FirstOrDefault(static word => word.StartsWith("iss=", StringComparison.Ordinal))?[4..] ?? ClaimsIdentity.DefaultIssuer;
            var claims = words.Select(word => word.StartsWith("sub=", StringComparison.Ordinal)
                ? new Claim("sub", word[4..], ClaimValueTypes.String, issuer) : new Claim("may", word));
            var identity = new ClaimsIdentity(parts[0].Length > 0 ? claims.Append(new Claim(ClaimTypes.Name, parts[0])) : claims, SchemeName);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
        }
    }
}
