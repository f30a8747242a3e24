using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>How many requests, and checks of streams, have signed a user in and are still being answered. The clock is not to be moved meanwhile.</summary>
internal sealed class SignIns
{
    private int _open;

    public int Open => Volatile.Read(ref _open);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<SignIns>();
        services.AddScoped<IClaimsTransformation, Counted>();
    }

    // Lives as long as the services of a request.
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
