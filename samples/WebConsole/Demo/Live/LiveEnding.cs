namespace WebConsole.Demo.Live;

/// <summary>How a live conversation ends.</summary>
internal enum LiveEnding
{
    /// <summary>The order is placed and paid.</summary>
    Ordered,

    /// <summary>The item is sold out.</summary>
    SoldOut,

    /// <summary>The payment service fails.</summary>
    PaymentFails,
}
