using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The number of requests and stream checks that have signed a user in and are still in progress. The clock must not advance until they end.</summary>
internal sealed class SignIns
{
    private int _open;

    public int Open => Volatile.Read(ref _open);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<SignIns>();
        services.AddScoped<IClaimsTransformation, Counted>();
    }

    // Has the lifetime of the request services.
    private sealed class Counted : IClaimsTransformation, IDisposable
    {
        private readonly SignIns _all;

        public Counted(SignIns all)
        {
            _all = all;
            Interlocked.Increment(ref all._open);
        }

        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) => Task.FromResult(principal);

        public void Dispose() => Interlocked.Decrement(ref _all._open);
    }
}
