namespace WebConsole.Demo.Live;

/// <summary>How a live conversation ends.</summary>
internal enum LiveEnding
{
    /// <summary>All goes well.</summary>
    Ordered,

    /// <summary>What is asked for is sold out.</summary>
    SoldOut,

    /// <summary>The payment service fails.</summary>
    PaymentFails,
}
