//! What can be bound to a statement.

use kernel::{Day, Fen, Hours, Id, Instant};

/// A bound value of one of the five shapes that both engines keep alike.
#[derive(Clone, Debug)]
pub enum Value {
    /// TEXT.
    Text(Option<String>),
    /// BIGINT.
    Int(Option<i64>),
    /// BOOLEAN.
    Bool(Option<bool>),
    /// BLOB / BYTEA.
    Bytes(Option<Vec<u8>>),
}

/// A type that can be bound.
pub trait ToValue {
    /// The bound form.
    fn to_value(&self) -> Value;
    /// NULL of the same shape.
    fn null() -> Value
    where
        Self: Sized;
}

macro_rules! binds {
    ($($type:ty => $shape:ident, |$value:ident| $expression:expr;)*) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value {
                let $value = self;
                Value::$shape(Some($expression))
            }
            fn null() -> Value { Value::$shape(None) }
        }
    )*};
}

binds! {
    String => Text, |value| value.clone();
    i64 => Int, |value| *value;
    i32 => Int, |value| i64::from(*value);
    i16 => Int, |value| i64::from(*value);
    bool => Bool, |value| *value;
    Vec<u8> => Bytes, |value| value.clone();
    Fen => Int, |value| value.get();
    Hours => Int, |value| value.get();
    Instant => Int, |value| value.micros();
    Day => Text, |value| value.to_string();
}

impl<T> ToValue for Id<T> {
    fn to_value(&self) -> Value {
        Value::Text(Some(self.as_str().to_owned()))
    }
    fn null() -> Value {
        Value::Text(None)
    }
}

impl ToValue for &str {
    fn to_value(&self) -> Value {
        Value::Text(Some((*self).to_owned()))
    }
    fn null() -> Value {
        Value::Text(None)
    }
}

impl ToValue for &[u8] {
    fn to_value(&self) -> Value {
        Value::Bytes(Some(self.to_vec()))
    }
    fn null() -> Value {
        Value::Bytes(None)
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or_else(T::null, T::to_value)
    }
    fn null() -> Value {
        T::null()
    }
}

macro_rules! binds_by_reference {
    ($($type:ty),*) => {$(
        impl ToValue for &$type {
            fn to_value(&self) -> Value { (**self).to_value() }
            fn null() -> Value { <$type>::null() }
        }
    )*};
}
binds_by_reference!(String, Vec<u8>);

impl<T> ToValue for &Id<T> {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
    fn null() -> Value {
        Value::Text(None)
    }
}
