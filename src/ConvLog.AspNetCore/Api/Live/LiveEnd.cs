namespace ConvLog.AspNetCore.Api.Live;

/// <summary>Why a stream ends.</summary>
internal enum LiveEnd
{
    /// <summary>The reader may not read any more, or not as before.</summary>
    Permission,

    /// <summary>The sign-in that the request came with is no longer valid. Who has another one by now may come back with it.</summary>
    Expired,
}
